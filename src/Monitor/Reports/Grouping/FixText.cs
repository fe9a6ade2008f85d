using System.Text.RegularExpressions;
using FlinkReady.Monitor.Terminal;

namespace FlinkReady.Monitor.Reports.Grouping;

/// <summary>A part of a fix: sentences, or lines that can be copied as they stand.</summary>
/// <param name="Language">What the lines are written in, as Markdown names it; null for sentences.</param>
/// <param name="Lines">The lines, harmless for a terminal.</param>
internal sealed record FixPart(string? Language, IReadOnlyList<string> Lines);

/// <summary>Tells the sentences of a fix from the configuration, code and commands between them.</summary>
internal static partial class FixText
{
    /// <summary>The parts in their order; neighbours are of different kinds.</summary>
    public static IReadOnlyList<FixPart> Parts(string remediation)
    {
        var parts = new List<(string? Language, List<string> Lines)>();
        foreach (var line in PlainText.Lines(remediation).Select(line => line.TrimEnd()))
        {
            var language = LanguageOf(line);
            if (parts.Count > 0 && parts[^1].Language == language)
            {
                parts[^1].Lines.Add(line);
            }
            else
            {
                parts.Add((language, [line]));
            }
        }

        return [.. parts.Select(part => new FixPart(part.Language, part.Lines))];
    }

    private static string? LanguageOf(string line) => line switch
    {
        _ when Sql().IsMatch(line) => "sql",
        _ when Command().IsMatch(line) => "bash",
        _ when Request().IsMatch(line) => "http",
        _ when Json().IsMatch(line) => "json",
        _ when Java().IsMatch(line) => "java",
        _ when Yaml().IsMatch(line) => "yaml",
        _ => null,
    };

    [GeneratedRegex("^(SET|ALTER|COMPILE|EXECUTE|CREATE|DROP|INSERT) .*;$")]
    private static partial Regex Sql();

    [GeneratedRegex(@"^(\./)?(bin/)?(flink|kubectl|helm|curl) [a-z-].*[^.:]$")]
    private static partial Regex Command();

    [GeneratedRegex("^(GET|PUT|POST|PATCH|DELETE) /[^ ]*$")]
    private static partial Regex Request();

    [GeneratedRegex(@"^\{"".*\}$")]
    private static partial Regex Json();

    // A statement, a call in a chain, or a chain that begins with a class.
    [GeneratedRegex(@"^(\.\w+\(.*\);?|[A-Za-z_][\w.]*\(.*\)(\..*\))?;?)$")]
    private static partial Regex Java();

    // Keys are written in lower case and hold no blank; sentences begin with a capital, or go on after more than one word.
    [GeneratedRegex(@"^ *(- )?[a-z][\w.<>*/-]*:( +\S.*)?$")]
    private static partial Regex Yaml();
}
