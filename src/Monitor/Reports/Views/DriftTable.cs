using System.Globalization;
using System.Text;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Comparing;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Runs;
using static FlinkReady.Monitor.Html.HtmlText;

namespace FlinkReady.Monitor.Reports.Views;

/// <summary>What the last deployment of a job kept and lost: counts, and a row for each operator that is not as it was.</summary>
internal static class DriftTable
{
    /// <summary>Its place in the document.</summary>
    public const string Anchor = "deployment";

    private const int MostRows = 200;

    /// <summary>Writes it; nothing where no run before is known.</summary>
    public static void Write(StringBuilder html, JobAssessment job)
    {
        if (job.Drift is not { } drift)
        {
            return;
        }

        html.Append(CultureInfo.InvariantCulture, $"<section><h2 id=\"{Anchor}\">Last deployment</h2>\n<p>Beside the run before, <code>{EncodeLine(drift.OldJobId)}</code>, started {ReportWords.ToSecond(drift.OldStart)} ({Encode(Linked(drift.How))}): {drift.Kept} kept, {drift.Lost} lost, {drift.Moved} moved, {drift.New} new.");
        html.Append(drift.RestoredPath is { } path ? $" Restored from <code>{EncodeLine(path)}</code>." : string.Empty);
        html.Append(drift.DroppedBytes is > 0 and { } bytes ? $" State that was dropped: {Encode(Text.Bytes(bytes))}." : string.Empty).Append("</p>\n");

        var rows = drift.Changed.ToList();
        if (rows.Count > 0)
        {
            html.Append("<div class=\"wide\" tabindex=\"0\"><table>\n<thead><tr><th>Operator</th><th>Id</th><th>In this run</th></tr></thead>\n<tbody>\n");
            foreach (var one in rows.Take(MostRows))
            {
                html.Append($"<tr><td>{EncodeLine(one.Operator.Name)}</td><td><code>{EncodeLine(one.Operator.Id ?? "not known")}</code></td><td>{EncodeLine(Became(one))}</td></tr>\n");
            }

            html.Append("</tbody>\n</table></div>\n");
            html.Append(rows.Count > MostRows ? string.Create(CultureInfo.InvariantCulture, $"<p>{rows.Count - MostRows} more are not shown.</p>\n") : string.Empty);
        }

        html.Append("</section>\n");
    }

    private static string Linked(RunLinkKind how) => how switch
    {
        RunLinkKind.State => "whose state it began with",
        RunLinkKind.Resource => "of the same deployment",
        _ => "by name and graph the same job",
    };

    private static string Became(OperatorComparison one) => (one.Verdict, one.Successor) switch
    {
        (ComparisonVerdict.New, _) => "new: it started empty",
        (ComparisonVerdict.Undecided or ComparisonVerdict.ParallelismAboveMax or ComparisonVerdict.MaxParallelismChanged, _) => one.Message,
        (_, { Id: { } id } next) => $"its id is gone; most likely it is {Text.Name(next.Name)}, {id}",
        (_, { } next) => $"its id is gone; most likely it is {Text.Name(next.Name)}",
        _ => "its id is gone",
    };
}
