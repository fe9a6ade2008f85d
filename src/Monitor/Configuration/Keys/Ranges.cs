namespace FlinkReady.Monitor.Configuration.Keys;

/// <summary>The ranges of durations that files and options share.</summary>
internal static class Ranges
{
    public static readonly (TimeSpan Minimum, TimeSpan Maximum) PollInterval = (TimeSpan.FromSeconds(5), TimeSpan.FromHours(1));

    public static readonly (TimeSpan Minimum, TimeSpan Maximum) RequestTimeout = (TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5));

    public static readonly (TimeSpan Minimum, TimeSpan Maximum) MinInterval = (TimeSpan.FromSeconds(5), TimeSpan.FromDays(1));

    public static readonly (TimeSpan Minimum, TimeSpan Maximum) StaleAfter = (TimeSpan.FromSeconds(15), TimeSpan.FromDays(7));
}
