namespace FlinkReady.FlinkModel.Payloads;

/// <summary>The reason at the bottom of a stack trace.</summary>
internal static class RootCause
{
    private const string CausedBy = "Caused by: ";
    private const int Longest = 200;

    /// <summary>The first line of the last cause, or of the trace where it has none, cut to 200 characters, secrets masked; null for an empty trace.</summary>
    public static string? Of(string trace) => OneLine.Of(WholeLine(trace).ToString(), Longest);

    /// <summary>The same line as it stands, however long.</summary>
    public static ReadOnlySpan<char> WholeLine(string trace)
    {
        var last = trace.LastIndexOf($"\n{CausedBy}", StringComparison.Ordinal);
        var line = last < 0 ? trace.AsSpan() : trace.AsSpan(last + 1 + CausedBy.Length);
        var end = line.IndexOfAny('\r', '\n');
        return (end < 0 ? line : line[..end]).Trim();
    }
}
