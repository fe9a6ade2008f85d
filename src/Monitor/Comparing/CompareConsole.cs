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

        // The same words for many operators are said once.
        foreach (var same in group.Take(listed).GroupBy(one => (one.Message, one.Fix)))
        {
            foreach (var one in same)
            {
                page.Columns(("  -", 4, style), ($"{one.Operator.Name}  {CompareWords.Identity(one.Operator)}", 0, ConsolePage.Strong));
            }

            var certainty = same.First().Certainty == Certainty.Inferred ? " (inferred)" : string.Empty;
            page.Indented($"{same.Key.Message}{certainty}", 12, Style.Plain);
            if (same.Key.Fix is { } fix)
            {
                page.Labelled("fix", fix, ConsolePage.Fix, keepsSnippets: true);
            }
        }

        if (group.Count > listed)
        {
            page.Indented($"and {group.Count - listed} more (--verbose lists all)", 4, ConsolePage.Faint);
        }

        page.Blank();
    }
}
