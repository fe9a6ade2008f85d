using System.Text.RegularExpressions;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>The reason at the bottom of a stack trace.</summary>
internal static partial class RootCause
{
    private const string CausedBy = "Caused by: ";
    private const int Longest = 200;

    /// <summary>The first line of the last cause, or of the trace where it has none, cut to 200 characters, secrets masked; null for an empty trace.</summary>
    public static string? Of(string trace)
    {
        var line = WholeLine(trace);
        if (line.IsEmpty)
        {
            return null;
        }

        // Whatever lies beyond is cut away anyway; a pattern need not look at it.
        var text = Secret().Replace(UserInfo().Replace(line[..Math.Min(line.Length, Longest * 8)].ToString(), "://***@"), "${name}${sign}***");
        return text.Length > Longest ? string.Concat(text.AsSpan(0, Longest), "…") : text;
    }

    /// <summary>The same line as it stands, however long.</summary>
    public static ReadOnlySpan<char> WholeLine(string trace)
    {
        var last = trace.LastIndexOf($"\n{CausedBy}", StringComparison.Ordinal);
        var line = last < 0 ? trace.AsSpan() : trace.AsSpan(last + 1 + CausedBy.Length);
        var end = line.IndexOfAny('\r', '\n');
        return (end < 0 ? line : line[..end]).Trim();
    }

    [GeneratedRegex(@"://[^/@\s]*@", RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();

    [GeneratedRegex(@"(?<name>[\w.-]*(?:password|passwd|secret|token|access[-_.]?key|credential)[\w.-]*)(?<sign>\s*[=:]\s*)[^\s,;&'""]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Secret();
}
