using System.Globalization;
using System.Text;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Html;
using FlinkReady.Monitor.Targets;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Verdicts;
using static FlinkReady.Monitor.Html.HtmlText;

namespace FlinkReady.Monitor.Web;

/// <summary><c>GET /</c>: the state of each target, and where to look further.</summary>
internal sealed class StatusPage(PublishedState board) : IDisposable
{
    private readonly SharedBody _page = new();

    public async Task HandleAsync(HttpContext context)
    {
        var publication = board.Latest;
        var page = await _page.GetAsync("/", publication.Version, output => output.Write(Encoding.UTF8.GetBytes(Render(publication))), context.RequestAborted);
        await Sending.CompressedAsync(context, Answers.Html, page);
    }

    /// <inheritdoc/>
    public void Dispose() => _page.Dispose();

    /// <summary>The page.</summary>
    public static string Render(Publication publication)
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
        html.Append("<table>\n<thead><tr><th>Target</th><th>State</th><th>Flink</th><th>Jobs</th><th>Score</th><th>Critical</th><th>Warning</th><th>Info</th><th>Unknown</th><th>Last answer</th></tr></thead>\n<tbody>\n");
        foreach (var target in publication.Targets)
        {
            Row(html, target);
        }

        html.Append("</tbody>\n</table>\n");
        html.Append("<ul><li><a href=\"metrics\">/metrics</a> for Prometheus</li><li><a href=\"api/v1/report\">/api/v1/report</a> every verdict with its evidence, as JSON</li><li><a href=\"api/v1/rules\">/api/v1/rules</a> the rules, as JSON</li><li><a href=\"livez\">/livez</a>, <a href=\"readyz\">/readyz</a> for Kubernetes</li></ul>");
        return HtmlPage.Served("FlinkReady.Monitor", html.ToString());
    }

    private static void Row(StringBuilder html, TargetView target)
    {
        var name = target.Target.Name;
        var current = target.State.Current;
        var link = Uri.EscapeDataString(name);
        var open = Open(target.State.Settled);
        html.Append($"<tr><td><a href=\"{Encode(PageLinks.Target(name))}\">{EncodeLine(name)}</a><br><small>{Encode(target.Access.Address)}</small></td>");
        html.Append($"<td>{State(target)} <small><a href=\"api/v1/targets/{Encode(link)}/exchanges\">requests</a></small></td>");
        html.Append($"<td>{Encode(current?.FlinkVersion)}</td>");
        Number(html, current is { Assessed: true } ? current.Jobs.Count : null);
        html.Append($"<td class=\"n\">{current?.Score?.ToString("0.0", CultureInfo.InvariantCulture)}</td>");
        Number(html, open?[(int)Severity.Critical], "critical");
        Number(html, open?[(int)Severity.Warning], "warning");
        Number(html, open?[(int)Severity.Info]);
        Number(html, current is null || open is null ? null : All(current).Count(check => check.Status == CheckStatus.Unknown));
        html.Append($"<td>{target.LastSuccess?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "never"}</td></tr>\n");
    }

    private static string State(TargetView target) => target.State.Current switch
    {
        null => "<span class=\"new\">not tried yet</span>",
        { IsUp: true } => "<span class=\"up\">up</span>",
        var current => $"<span class=\"down\">down</span>: {Encode(current.Error?.Reason.ToText())}{Encode(target.Downtime is { } down ? $", {down}" : string.Empty)}. {Encode(current.Error?.Message)}",
    };

    // While the cluster does not answer, what was found before still stands.
    private static int[]? Open(TargetAssessment? settled)
    {
        if (settled is null)
        {
            return null;
        }

        var open = new int[3];
        foreach (var check in All(settled))
        {
            open[(int)check.Severity] += check.Status == CheckStatus.Fail ? check.OpenFindings : 0;
        }

        return open;
    }

    private static IEnumerable<CheckResult> All(TargetAssessment target) => target.Checks.Concat(target.Jobs.SelectMany(job => job.Checks));

    private static void Number(StringBuilder html, int? count, string kind = "") =>
        html.Append(CultureInfo.InvariantCulture, $"<td class=\"n\">{(count > 0 && kind.Length > 0 ? $"<span class=\"{kind}\">{count}</span>" : $"{count}")}</td>");

    private static void Problems(StringBuilder html, IReadOnlyList<CheckResult> checks)
    {
        var failing = checks.Where(check => check.Status == CheckStatus.Fail).ToList();
        if (failing.Count == 0)
        {
            return;
        }

        foreach (var scope in failing.GroupBy(check => check.Rule.Scope))
        {
            html.Append(scope.Key == RuleScope.Fleet ? "<p>About several targets:</p>\n<ul>\n" : "<p>About the configuration itself:</p>\n<ul>\n");
            foreach (var check in scope)
            {
                html.Append($"<li><a href=\"rules/{Encode(check.Rule.Id)}\">{Encode(check.Rule.Id)}</a>: {Encode(check.Message)}</li>\n");
            }

            html.Append("</ul>\n");
        }
    }
}
