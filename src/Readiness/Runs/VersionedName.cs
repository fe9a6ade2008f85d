using System.Text.RegularExpressions;

namespace FlinkReady.Readiness.Runs;

/// <summary>
/// Job names that carry the version of the program: <c>orders-1.4.0</c>, <c>orders_20261128</c>, <c>orders-3f2c1ab</c>. A mere number is none: <c>ingest-1</c> and
/// <c>ingest-2</c> are more often two jobs than two versions.
/// </summary>
internal static partial class VersionedName
{
    // Longer names are no version's fault, and a pattern need not walk them.
    private const int Longest = 1024;

    /// <summary>The name without the end that looks like a version, a date or a commit; the name itself where it has no such end, or nothing else.</summary>
    public static string StemOf(string name)
    {
        var stem = name;
        while (stem.Length <= Longest && End().Match(stem) is { Success: true, Index: > 0 } end && HasVersion(end))
        {
            stem = stem[..end.Index];
        }

        return stem;
    }

    // A commit has letters and digits, as 7 or more hexadecimal digits nearly always have; a word such as "decade" or "facade" has no digits.
    private static bool HasVersion(Match end) =>
        !end.Groups["commit"].Success || (end.Groups["commit"].ValueSpan.ContainsAnyInRange('0', '9') && end.Groups["commit"].ValueSpan.ContainsAnyInRange('a', 'f'));

    [GeneratedRegex(
        """
        [\s_:@/+(\[-]+
        (?:
            (?<version> v?\d{1,9}(?:\.\d{1,9}){1,2} (?:[.-]?(?:snapshot|rc|m|alpha|beta|final|release|ga|b|sp)[.-]?\d{0,6})? | v\d{1,6} | snapshot )
          | (?<date> \d{4}-\d{2}-\d{2} (?:[t_\s-]\d{2}[:.-]?\d{2}(?:[:.-]?\d{2})?z?)? | \d{8}(?:[t_-]?\d{4,6}z?)? | \d{10} | \d{13} )
          | (?<commit> g?[0-9a-f]{7,40} )
        )
        [)\]]?$
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex End();
}
