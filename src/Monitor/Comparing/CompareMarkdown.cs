using System.Text;
using FlinkReady.Monitor.Reports;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Comparing;

namespace FlinkReady.Monitor.Comparing;

/// <summary>A comparison as Markdown, for a comment on a change.</summary>
internal sealed class CompareMarkdown : ICompareWriter
{
    /// <inheritdoc/>
    public void Write(CompareReport report, Stream output)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        text.WriteLine($"## State of {Escape(report.JobName)} after the deployment");
        text.WriteLine();
        text.WriteLine($"**{Escape(CompareWords.Outcome(report))}**");
        text.WriteLine();
        text.WriteLine($"- old: {Escape(CompareWords.Side(report.Old))}");
        text.WriteLine($"- new: {Escape(CompareWords.Side(report.New))}");
        text.WriteLine();
        var shown = ComparisonVerdicts.WorstFirst
            .Where(verdict => verdict is not (ComparisonVerdict.Kept or ComparisonVerdict.New))
            .SelectMany(verdict => report.Comparison.Operators.Where(one => one.Verdict == verdict))
            .ToList();
        if (shown.Count > 0)
        {
            text.WriteLine("| operator | id | verdict | what | change |");
            text.WriteLine("| --- | --- | --- | --- | --- |");
            foreach (var one in shown)
            {
                text.WriteLine($"| {Escape(one.Operator.Name)} | {Escape(CompareWords.Identity(one.Operator))} | {CompareWords.Title(one.Verdict)} | {Escape(one.Message)} | {Fix(one.Fix)} |");
            }

            text.WriteLine();
        }

        foreach (var note in report.Comparison.Notes)
        {
            text.WriteLine($"- {Escape(note)}");
        }
    }

    // A table cell has one line: prose as it is, code in code.
    private static string Fix(string? fix) => fix is null
        ? string.Empty
        : string.Join("<br>", PlainText.Lines(fix).Select((line, index) => index == 0 ? Escape(line) : $"<code>{Escape(line)}</code>"));

    private static string Escape(string text) => MarkdownText.Escape(PlainText.Line(text, 1200));
}
