using System.Text.RegularExpressions;
using FlinkReady.Readiness.Verdicts;
using Spectre.Console;

namespace FlinkReady.Monitor.Reports;

/// <summary>The page of a rule on a terminal: headings, sentences wrapped, code and tables as they stand.</summary>
internal static partial class RulePageConsole
{
    private const int CodeColumn = 4;
    private const string Fence = "```";

    /// <summary>Writes the page without its title; false where there is none.</summary>
    public static bool Write(ConsolePage page, RuleDescriptor rule)
    {
        if (RulePageText.WithoutLinksToFiles(rule.Id) is not { } text)
        {
            return false;
        }

        var isCode = false;
        foreach (var line in text.TrimEnd('\n').Split('\n').SkipWhile(line => line.StartsWith("# ", StringComparison.Ordinal) || line.Length == 0))
        {
            if (line.StartsWith(Fence, StringComparison.Ordinal))
            {
                isCode = !isCode;
            }
            else if (isCode)
            {
                page.Code(line, CodeColumn);
            }
            else if (line.StartsWith('|'))
            {
                WriteCells(page, line);
            }
            else if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                page.Line(line[3..], ConsolePage.Strong);
            }
            else if (line.Length == 0)
            {
                page.Blank();
            }
            else if (Link().IsMatch(line))
            {
                // An address is for copying, too.
                page.Code(Plain(Link().Replace(line, "$1: $2")), 0);
            }
            else
            {
                page.Line(Plain(line), Style.Plain);
            }
        }

        page.Blank();
        return true;
    }

    // Rows of a table are read better as lines than wrapped within columns.
    private static void WriteCells(ConsolePage page, string line)
    {
        var cells = line.Trim('|').Split('|').Select(cell => Plain(cell.Trim())).ToList();
        if (!cells.TrueForAll(cell => cell.Length == 0 || cell.All(character => character is '-' or ':')))
        {
            page.Columns((cells[0], 26, Style.Plain), (string.Join(" · ", cells.Skip(1).Where(cell => cell.Length > 0)), 0, Style.Plain));
        }
    }

    [GeneratedRegex(@"\[([^\]]+)\]\(([a-z]+:[^)]*)\)")]
    private static partial Regex Link();

    private static string Plain(string text) => text.Replace("`", string.Empty, StringComparison.Ordinal).Replace("**", string.Empty, StringComparison.Ordinal);
}
