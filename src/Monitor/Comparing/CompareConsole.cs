using System.Text;
using FlinkReady.Monitor.Reports;
using FlinkReady.Readiness.Comparing;
using FlinkReady.Readiness.Verdicts;
using Spectre.Console;
using Text = FlinkReady.Readiness.Names.Text;

namespace FlinkReady.Monitor.Comparing;

/// <summary>A comparison for a terminal: what is lost first, each with what to change; what is kept is counted.</summary>
internal sealed class CompareConsole : ICompareWriter
{
    private const int MostListed = 10;

    /// <inheritdoc/>
    public void Write(CompareReport report, Stream output)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        var page = new ConsolePage(writer, report.HasColor, report.Width);
        page.Heading(report.JobName, report.Comparison.Restore == RestoreFrom.LastState ? "restored from last-state" : "restored from a savepoint");
        page.Columns(("old", 5, ConsolePage.Faint), (CompareWords.Side(report.Old), 0, Style.Plain));
        page.Columns(("new", 5, ConsolePage.Faint), (CompareWords.Side(report.New), 0, Style.Plain));
        page.Blank();
        foreach (var verdict in ComparisonVerdicts.WorstFirst)
        {
            var group = report.Comparison.Operators.Where(one => one.Verdict == verdict).ToList();
            if (group.Count > 0 && (report.IsVerbose || verdict is not (ComparisonVerdict.Kept or ComparisonVerdict.New)))
            {
                WriteGroup(page, report, group);
            }
        }

        foreach (var note in report.Comparison.Notes)
        {
            page.Columns(("note", 5, ConsolePage.Faint), (note, 0, ConsolePage.Faint));
        }

        page.Rule();
        page.Line(CompareWords.Outcome(report), report.Comparison.Operators.Max(one => (ComparisonLevel?)one.Level) switch
        {
            ComparisonLevel.Lost => ConsolePage.Of(Severity.Critical),
            ComparisonLevel.Risk or null => ConsolePage.Of(Severity.Warning),
            _ => ConsolePage.Fix,
        });
    }

    private static void WriteGroup(ConsolePage page, CompareReport report, List<OperatorComparison> group)
    {
        var style = group[0].Level switch { ComparisonLevel.Lost => ConsolePage.Of(Severity.Critical), ComparisonLevel.Risk => ConsolePage.Of(Severity.Warning), _ => ConsolePage.Faint };
        page.Line($"{CompareWords.Title(group[0].Verdict).ToUpperInvariant()} ({Text.Count(group.Count, "operator")})", style);
        var listed = report.IsVerbose || group[0].Level == ComparisonLevel.Lost ? group.Count : MostListed;

        // The same words for many operators are said once; what to write is another line for each.
        foreach (var same in group.Take(listed).GroupBy(one => (one.Message, Prose: Fix(one)[0])))
        {
            foreach (var one in same)
            {
                page.Columns(("  -", 4, style), ($"{one.Operator.Name}  {CompareWords.Identity(one.Operator)}", 0, ConsolePage.Strong));
                if (same.Count() > 1)
                {
                    WriteCode(page, one);
                }
            }

            var certainty = same.First().Certainty == Certainty.Inferred ? " (inferred)" : string.Empty;
            page.Indented($"{same.Key.Message}{certainty}", 6, Style.Plain);
            if (same.Key.Prose.Length > 0)
            {
                page.Indented(same.Key.Prose, 6, ConsolePage.Fix);
            }

            if (same.Count() == 1)
            {
                WriteCode(page, same.First());
            }
        }

        if (group.Count > listed)
        {
            page.Indented($"and {group.Count - listed} more (--verbose lists all)", 4, ConsolePage.Faint);
        }

        page.Blank();
    }

    private static void WriteCode(ConsolePage page, OperatorComparison one)
    {
        foreach (var line in Fix(one)[1..])
        {
            page.Code(line, 8);
        }
    }

    // A sentence, then lines to copy.
    private static string[] Fix(OperatorComparison one) => (one.Fix ?? string.Empty).Split('\n');
}
