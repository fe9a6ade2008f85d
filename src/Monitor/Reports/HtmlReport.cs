using System.Globalization;
using System.Text;
using FlinkReady.Monitor.Html;
using FlinkReady.Monitor.Reports.Views;
using FlinkReady.Readiness.Assessments;
using static FlinkReady.Monitor.Html.HtmlText;

namespace FlinkReady.Monitor.Reports;

/// <summary>The report as one HTML file: no script, nothing loaded, readable on paper.</summary>
internal sealed class HtmlReport : IReportWriter
{
    // A file that is read by people: of more jobs the worst are drawn, of each target those that come first.
    private const int MostDrawings = 50;

    /// <inheritdoc/>
    public void Write(Assessment assessment, ReportContext context, Stream output)
    {
        var digest = Digest.Of(assessment, context);
        var cards = new FindingCards(context.Links.FindConfigured, isServed: false, showsEvidence: true, isNew: context.Baseline is null ? null : context.IsNew);
        var drawings = 0;
        var html = new StringBuilder(HtmlPage.StandaloneStart("Flink readiness"));
        html.Append("<header><h1>Flink readiness</h1><p class=\"score\">").Append(Headline(assessment, context)).Append("</p><p>").Append(EncodeLine(Summary.Line(assessment)))
            .Append(Summary.Affected(assessment) is { } affected ? $"</p><p>{affected}" : string.Empty).Append(context.Baseline is { } baseline ? $"</p><p>{Summary.Against(baseline)}" : string.Empty).Append("</p><p class=\"faint\">")
            .Append(ReportWords.ToText(assessment.GeneratedAt)).Append(" · flinkready ").Append(EncodeLine(context.Version)).Append("</p></header>\n");
        foreach (var target in digest.Targets)
        {
            WriteTarget(html, assessment, context, target, cards, ref drawings);
        }

        if (digest.Fleet is { Shown.Count: > 0 } fleet)
        {
            html.Append("<section><h2>").Append(ReportWords.FleetHeading).Append("</h2>");
            WriteGroup(html, null, fleet, cards);
            html.Append("</section>\n");
        }

        if (digest.Configuration is { Shown.Count: > 0 } configuration)
        {
            html.Append("<section><h2>FlinkReady's own configuration</h2>");
            WriteGroup(html, null, configuration, cards);
            html.Append("</section>\n");
        }

        if (drawings > MostDrawings)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"faint\">The graphs of the first {MostDrawings} jobs are drawn.</p>\n");
        }

        if (digest.Hidden > 0)
        {
            html.Append("<p class=\"faint\">").Append(EncodeLine(Summary.Hidden(digest.Hidden, context.MinSeverity))).Append("</p>\n");
        }

        html.Append(HtmlPage.StandaloneEnd);
        output.Write(Encoding.UTF8.GetBytes(html.ToString()));
    }

    private static string Headline(Assessment assessment, ReportContext context) => Summary.OnlyWaived(assessment)
        ?? (context.IsNarrowed ? "some rules" : $"<strong>{ReportWords.ToText(assessment.Score)}</strong> {ReportWords.Level(assessment)}");

    private static void WriteTarget(StringBuilder html, Assessment assessment, ReportContext context, TargetDigest digest, FindingCards cards, ref int drawings)
    {
        var target = digest.Target;
        html.Append("<section><h2>").Append(EncodeLine(target.Name)).Append("</h2><p class=\"faint\">").Append(EncodeLine(context.IsNarrowed ? string.Join(" · ", Summary.TargetParts(target)) : Summary.TargetLine(target))).Append(Summary.AsOf(assessment, target) is { } asOf ? $" · {asOf}" : string.Empty).Append("</p>");
        if (target.Error is { } error)
        {
            html.Append("<p class=\"error\"><strong>").Append(target.Assessed ? "Did not answer: " : "Not assessed: ").Append("</strong>").Append(EncodeLine(error.Message)).Append("</p>");
        }

        foreach (var group in digest.Groups)
        {
            html.Append("<h3>").Append(group.Job is { } job ? EncodeLine(job.JobName) : "Cluster");
            html.Append("</h3><p class=\"faint\">").Append(group.Job is { } details ? EncodeLine($"{details.State} · {details.JobId}{(context.IsNarrowed ? string.Empty : $" · score {ReportWords.ToText(details.Score)}")}") : string.Empty).Append("</p>");
            var drawing = group.Job is { Operators.Count: > 0 } drawn && ++drawings <= MostDrawings ? new JobDrawing(drawn, string.Create(CultureInfo.InvariantCulture, $"j{drawings}-")) : null;
            WriteGroup(html, target, group, cards, drawing?.LinksOrNone);
            drawing?.Write(html);
        }

        if (digest.QuietJobs.Count > 0)
        {
            html.Append("<h3>Nothing to report</h3><ul class=\"quiet\">");
            foreach (var job in digest.QuietJobs)
            {
                html.Append("<li>").Append(EncodeLine(job.JobName)).Append(" <span class=\"faint\">").Append(EncodeLine(job.State)).Append("</span></li>");
            }

            html.Append("</ul>");
        }

        html.Append("</section>\n");
    }

    private static void WriteGroup(StringBuilder html, TargetAssessment? target, GroupDigest group, FindingCards cards, VertexLinks? vertices = null)
    {
        cards.Write(html, [.. group.Shown.Select(check => new LocatedCheck(target, group.Job, check))], vertices);
    }
}
