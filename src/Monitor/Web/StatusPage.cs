using System.Globalization;
using System.Text;
using FlinkReady.Monitor.Changes;
using FlinkReady.Monitor.Html;
using FlinkReady.Monitor.Reports;
using FlinkReady.Monitor.Targets;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;
using static FlinkReady.Monitor.Html.HtmlText;

namespace FlinkReady.Monitor.Web;

/// <summary><c>GET /</c>: what is wrong right now, what changed since yesterday, the state of each target, and the rules that most jobs violate.</summary>
internal sealed class StatusPage(PublishedState board, ChangeLog changes, TimeProvider time) : IDisposable
{
    private const int MostChanges = 10;
    private const int MostRules = 10;
    private const int RowsOfPage = 200;

    private readonly SharedBody _page = new();

    public async Task HandleAsync(HttpContext context)
    {
        var publication = board.Latest;
        var isRefreshed = context.Request.Query["refresh"] != "0";
        if (context.Request.Query.Count > (isRefreshed ? 0 : 1))
        {
            await Answers.HtmlAsync(context, 200, Render(publication, changes, time.GetUtcNow(), FleetFilter.Of(context.Request.Query), isRefreshed));
            return;
        }

        var page = await _page.GetAsync(
            isRefreshed ? "/" : "still",
            publication.Version,
            output => output.Write(Encoding.UTF8.GetBytes(Render(publication, changes, time.GetUtcNow(), FleetFilter.None, isRefreshed))),
            context.RequestAborted);
        await Sending.CompressedAsync(context, Answers.Html, page);
    }

    /// <inheritdoc/>
    public void Dispose() => _page.Dispose();

    /// <summary>The page.</summary>
    public static string Render(Publication publication, ChangeLog changes, DateTimeOffset now, FleetFilter filter, bool isRefreshed)
    {
        var html = new StringBuilder("<h1>FlinkReady.Monitor</h1>\n");
        if (publication.Assessment.Score is { } score)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>Readiness of all targets: <strong>{score:0.0}</strong> of 100</p>\n");
        }

        if (!publication.Reload.Successful)
        {
            html.Append("<p class=\"warning\">The configuration was changed and refused: the one before is in force. The log says why.</p>\n");
        }

        Problems(html, publication.Assessment.Checks);
        Changed(html, changes, now);
        Table(html, publication, filter);
        ByRule(html, publication.Assessment);
        html.Append($"<p class=\"faint\">As of {ReportWords.ToSecond(now)}. {(isRefreshed ? "This page loads itself anew every minute; <a href=\"./?refresh=0\">not so</a>." : "<a href=\"./\">Load it anew every minute</a>.")}</p>\n");
        html.Append("<ul><li><a href=\"metrics\">/metrics</a> for Prometheus</li><li><a href=\"api/v1/report\">/api/v1/report</a> every verdict with its evidence, as JSON</li><li><a href=\"api/v1/changes\">/api/v1/changes</a> what changed, as JSON</li><li><a href=\"api/v1/rules\">/api/v1/rules</a> the rules, as JSON</li><li><a href=\"livez\">/livez</a>, <a href=\"readyz\">/readyz</a> for Kubernetes</li></ul>");
        return HtmlPage.Served("FlinkReady.Monitor", html.ToString(), isRefreshed: isRefreshed);
    }

    private static void Problems(StringBuilder html, IReadOnlyList<CheckResult> checks)
    {
        foreach (var scope in checks.Where(check => check.Status == CheckStatus.Fail).GroupBy(check => check.Rule.Scope))
        {
            html.Append(scope.Key == RuleScope.Fleet ? "<p>About several targets:</p>\n<ul>\n" : "<p>About the configuration itself:</p>\n<ul>\n");
            foreach (var check in scope)
            {
                html.Append($"<li><a href=\"rules/{Encode(check.Rule.Id)}\">{Encode(check.Rule.Id)}</a>: {EncodeLine(check.Message)}</li>\n");
            }

            html.Append("</ul>\n");
        }
    }

    private static void Changed(StringBuilder html, ChangeLog log, DateTimeOffset now)
    {
        var lines = ChangeDigest.Of(log.Since(now.AddDays(-1)));
        var since = log.KnownSince > now.AddDays(-1) ? log.KnownSince : now.AddDays(-1);
        html.Append("<section><h2>What changed</h2>\n");
        if (lines.Count == 0)
        {
            html.Append($"<p>Nothing changed since {ReportWords.ToSecond(since)}. <a href=\"changes\">Earlier changes</a></p></section>\n");
            return;
        }

        ChangeList.Write(html, lines.Take(MostChanges));
        html.Append(CultureInfo.InvariantCulture, $"<p><a href=\"changes\">{(lines.Count > MostChanges ? $"All {lines.Count} since {ReportWords.ToSecond(since)}" : "Earlier changes")}</a></p></section>\n");
    }

    private static void Table(StringBuilder html, Publication publication, FleetFilter filter)
    {
        IReadOnlyList<TargetView> targets = [.. publication.Targets, .. publication.Suspended];
        var rows = FleetRow.Of(targets).Where(row => filter.Fits(row.Target, row.Worst)).ToList();
        html.Append("<section><h2>Targets</h2>\n");
        filter.Form(html, targets);
        html.Append("<p class=\"faint\">Critical, warning and info count affected resources, as <code>flinkready_violations</code> does; unknown counts checks.</p>\n");
        html.Append("<div class=\"wide\" tabindex=\"0\"><table>\n<thead><tr><th>Target</th><th>State</th><th>Flink</th><th class=\"n\">Jobs running</th><th class=\"n\">Over</th><th class=\"n\">Score</th><th class=\"n\">Critical</th><th class=\"n\">Warning</th><th class=\"n\">Info</th><th class=\"n\">Unknown</th><th>Last answer</th></tr></thead>\n<tbody>\n");
        foreach (var row in rows.Skip((filter.Page - 1) * RowsOfPage).Take(RowsOfPage))
        {
            row.Write(html);
        }

        html.Append("</tbody>\n</table></div>\n");
        if (rows.Count == 0 && targets.Count > 0)
        {
            html.Append("<p>No target fits.</p>");
        }

        var pages = (rows.Count + RowsOfPage - 1) / RowsOfPage;
        for (var page = 1; pages > 1 && page <= pages; page++)
        {
            html.Append(CultureInfo.InvariantCulture, $"<a href=\"{Encode(filter.PageAddress(page))}\">{page}</a> ");
        }

        html.Append("</section>\n");
    }

    // A plain loop: a fleet has hundreds of thousands of checks.
    private static List<(RuleDescriptor Rule, Severity Worst, int Jobs)> Failing(Assessment assessment)
    {
        var rules = new Dictionary<string, (RuleDescriptor Rule, Severity Worst, int Jobs)>(StringComparer.Ordinal);
        foreach (var job in assessment.Targets.SelectMany(target => target.Jobs))
        {
            for (var index = 0; index < job.Checks.Count; index++)
            {
                if (job.Checks[index] is { Status: CheckStatus.Fail } check)
                {
                    var so = rules.GetValueOrDefault(check.Rule.Id);
                    rules[check.Rule.Id] = (check.Rule, check.Severity > so.Worst ? check.Severity : so.Worst, so.Jobs + 1);
                }
            }
        }

        return [.. rules.Values];
    }

    // The fleet's biggest levers.
    private static void ByRule(StringBuilder html, Assessment assessment)
    {
        var rules = Failing(assessment).OrderByDescending(entry => entry.Jobs).ThenByDescending(entry => entry.Worst).ThenBy(entry => entry.Rule.Id, StringComparer.Ordinal).Take(MostRules).ToList();
        if (rules.Count == 0)
        {
            return;
        }

        html.Append("<section><h2>By rule</h2>\n<p class=\"faint\">The rules that most jobs violate.</p>\n<table>\n<thead><tr><th class=\"n\">Jobs</th><th>Rule</th><th>What would be right</th></tr></thead>\n<tbody>\n");
        foreach (var (rule, worst, jobs) in rules)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td class=\"n\"><a href=\"{Encode(PageLinks.Failing(rule.Id))}\">{Text.Count(jobs, "job")}</a></td><td><span class=\"{worst.ToText()}\">{worst.ToText()}</span> <a href=\"{PageLinks.Rule(rule.Id)}\">{Encode(rule.Id)}</a></td><td>{Encode(rule.Title)}</td></tr>\n");
        }

        html.Append("</tbody>\n</table></section>\n");
    }
}
