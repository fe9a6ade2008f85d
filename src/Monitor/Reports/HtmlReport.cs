using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Reports;

/// <summary>The report as one HTML file: no script, nothing loaded, readable on paper.</summary>
internal sealed class HtmlReport : IReportWriter
{
    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(HtmlStyle.Css)))}'; base-uri 'none'; form-action 'none'";

    /// <inheritdoc/>
    public void Write(Assessment assessment, ReportContext context, Stream output)
    {
        var digest = Digest.Of(assessment, context);
        var html = new StringBuilder();
        html.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"").Append(WebUtility.HtmlEncode(Policy)).Append("\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Flink readiness</title>\n<style>").Append(HtmlStyle.Css).Append("</style>\n</head>\n<body>\n<main>\n");
        html.Append("<header><h1>Flink readiness</h1><p class=\"score\"><strong>").Append(ReportWords.ToText(assessment.Score)).Append("</strong> ")
            .Append(ReportWords.Level(assessment)).Append("</p><p>").Append(Encode(Summary.Line(assessment))).Append("</p><p class=\"faint\">")
            .Append(ReportWords.ToText(assessment.GeneratedAt)).Append(" · flinkready ").Append(Encode(context.Version)).Append("</p></header>\n");
        foreach (var target in digest.Targets)
        {
            WriteTarget(html, target, context);
        }

        if (digest.Configuration is { Shown.Count: > 0 } configuration)
        {
            html.Append("<section><h2>FlinkReady's own configuration</h2>");
            WriteGroup(html, configuration, context);
            html.Append("</section>\n");
        }

        if (digest.Hidden > 0)
        {
            html.Append("<p class=\"faint\">").Append(Encode(Summary.Hidden(digest.Hidden, context.MinSeverity))).Append("</p>\n");
        }

        html.Append("</main>\n</body>\n</html>\n");
        output.Write(Encoding.UTF8.GetBytes(html.ToString()));
    }

    private static void WriteTarget(StringBuilder html, TargetDigest digest, ReportContext context)
    {
        var target = digest.Target;
        html.Append("<section><h2>").Append(Encode(target.Name)).Append("</h2><p class=\"faint\">").Append(Encode(Summary.TargetLine(target))).Append("</p>");
        if (target.Error is { } error)
        {
            html.Append("<p class=\"error\"><strong>").Append(target.Assessed ? "Did not answer: " : "Not assessed: ").Append("</strong>").Append(Encode(error.Message)).Append("</p>");
        }

        foreach (var group in digest.Groups)
        {
            html.Append("<h3>").Append(group.Job is { } job ? Encode(job.JobName) : "Cluster");
            html.Append("</h3><p class=\"faint\">").Append(group.Job is { } details ? Encode($"{details.State} · {details.JobId} · score {ReportWords.ToText(details.Score)}") : string.Empty).Append("</p>");
            WriteGroup(html, group, context);
        }

        if (digest.QuietJobs.Count > 0)
        {
            html.Append("<h3>Nothing to report</h3><ul class=\"quiet\">");
            foreach (var job in digest.QuietJobs)
            {
                html.Append("<li>").Append(Encode(job.JobName)).Append(" <span class=\"faint\">").Append(Encode(job.State)).Append("</span></li>");
            }

            html.Append("</ul>");
        }

        html.Append("</section>\n");
    }

    private static void WriteGroup(StringBuilder html, GroupDigest group, ReportContext context)
    {
        foreach (var check in group.Shown)
        {
            var kind = check.Status == CheckStatus.Fail ? check.Severity.ToText() : check.Status == CheckStatus.Pass ? "part" : check.Status.ToText();
            html.Append("<article class=\"").Append(kind).Append("\"><h4><span class=\"badge\">").Append(kind == "part" ? "in part" : kind).Append("</span> ");
            html.Append(context.Links.IsConfigured ? $"<a href=\"{WebUtility.HtmlEncode(context.Links.Of(check.Rule.Id))}\">{check.Rule.Id}</a>" : check.Rule.Id);
            html.Append("</h4><p>").Append(Encode(Summary.What(check))).Append("</p>");
            if (check.Status == CheckStatus.Fail)
            {
                WriteFindings(html, check);
            }

            html.Append("</article>\n");
        }
    }

    private static void WriteFindings(StringBuilder html, CheckResult check)
    {
        var open = check.Findings.Where(finding => finding.Waiver is null).ToList();
        html.Append("<p class=\"why\">").Append(Encode(check.Rule.Why)).Append("</p>");
        if (open.Count > 1 || open.Any(finding => finding.Message != check.Message))
        {
            html.Append("<ul>");
            foreach (var finding in open)
            {
                html.Append("<li>").Append(Encode(finding.Message)).Append("</li>");
            }

            html.Append("</ul>");
        }

        html.Append("<details><summary>What was seen</summary><table>");
        foreach (var evidence in open.SelectMany(finding => finding.Evidence).Distinct())
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>GET {Encode(evidence.Path)}</td><td>{Encode(evidence.Field)}</td><td>{Encode(evidence.Value)}</td></tr>");
        }

        html.Append("</table></details>");
        foreach (var fix in Summary.Fixes(check))
        {
            html.Append("<pre>").AppendJoin('\n', PlainText.Lines(fix).Select(WebUtility.HtmlEncode)).Append("</pre>");
        }
    }

    // Isolated, so that a name written from right to left turns nothing around it.
    private static string Encode(string text) => $"<bdi>{WebUtility.HtmlEncode(PlainText.Line(text, 2000))}</bdi>";
}
