namespace FlinkReady.Monitor.Metrics;

/// <summary>Times as Prometheus wants them: seconds since 1970 in UTC, with milliseconds.</summary>
internal static class Timestamps
{
    public static double Of(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;

    public static double? Of(DateTimeOffset? time) => time is { } at ? Of(at) : null;
}
