using System.Globalization;
using System.Text;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Secrets;
using FlinkReady.Monitor.Changes;
using FlinkReady.Monitor.Html;
using FlinkReady.Monitor.Reports;
using FlinkReady.Monitor.Reports.Views;
using FlinkReady.Monitor.Targets;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;
using static FlinkReady.Monitor.Html.HtmlText;

namespace FlinkReady.Monitor.Web;

/// <summary><c>GET /target?name=</c>: one cluster, its jobs, and what the last poll asked it.</summary>
internal sealed class TargetPage(PublishedState published, ChangeLog changes, TimeProvider time)
{
    private const int MostJobs = 1_000;
    private const int MostExchanges = 200;
    private const int MostChanges = 100;

    public Task HandleAsync(HttpContext context)
    {
        var name = (string?)context.Request.Query["name"];
        if (name is not null && published.Latest.Find(name) is null && changes.Since(DateTimeOffset.MinValue, name) is { Count: > 0 } told)
        {
            return Answers.HtmlAsync(context, 200, HtmlPage.Served(name, Gone(name, told)));
        }

        return published.Latest.Find(name ?? string.Empty) is { } target
            ? Answers.HtmlAsync(context, 200, HtmlPage.Served(target.Target.Name, Render(target, time.GetUtcNow())))
            : Answers.TextAsync(context, name is null ? 400 : 404, name is null ? "Say which target: /target?name=NAME. / has them." : $"There is no target '{name}'. / has the targets.");
    }

    /// <summary>What the page says.</summary>
    public static string Render(TargetView view, DateTimeOffset now)
    {
        var html = new StringBuilder($"<h1>{EncodeLine(view.Target.Name)}</h1>\n");
        if (view.State.Current is not { } current)
        {
            return html.Append("<p>It was not polled yet.</p>").ToString();
        }

        html.Append($"<p>{EncodeLine(Summary.TargetLine(current))}{(view.IsSuspended ? string.Empty : $" · last answer {(view.LastSuccess is { } success ? ReportWords.ToSecond(success) : "never")}")} · <a href=\"changes?target={Encode(Uri.EscapeDataString(view.Target.Name))}\">what changed</a>{(current.Jobs.Count > 0 ? " · <a href=\"#jobs\">jobs</a>" : string.Empty)}</p>\n");
        if (view.IsSuspended)
        {
            html.Append("<p>Its deployment is suspended: it is not asked, and only what its resource declares is judged.</p>\n");
        }
        else if (!current.IsUp)
        {
            html.Append($"<p class=\"error\">It does not answer: {EncodeLine(current.Error?.Message ?? "no reason was given")}.{(current.Assessed ? " What was found before still stands." : string.Empty)}</p>\n");
        }

        var cards = new FindingCards(PageLinks.Rule, isServed: true, showsEvidence: false);
        html.Append("<section><h2>Cluster</h2>\n");
        var notable = current.Checks.Where(check => check.Status is CheckStatus.Fail or CheckStatus.Waived or CheckStatus.Unknown || !check.Complete)
            .OrderBy(check => check.Status == CheckStatus.Fail ? Severity.Critical - check.Severity : 10 + (int)check.Status).ToList();
        cards.Write(html, [.. notable.Select(check => new LocatedCheck(current, null, check))]);

        html.Append(notable.Count == 0 ? "<p>Nothing wrong was found.</p></section>\n" : "</section>\n");
        Jobs(html, current, now);
        Rest(html, current, notable);
        WitnessTable.Write(html, view);
        Exchanges(html, view);
        return html.ToString();
    }

    private static string Gone(string name, IReadOnlyList<Change> told)
    {
        var html = new StringBuilder($"<h1>{EncodeLine(name)}</h1>\n<p>It is no longer watched. What changed before:</p>\n");
        ChangeList.Write(html, told.Take(MostChanges).Select(change => new ChangeLine(change, 1)), isAllThereIs: true);
        return html.ToString();
    }

    private static void Rest(StringBuilder html, TargetAssessment target, List<CheckResult> notable)
    {
        html.Append("<section><h2>Everything else about the cluster</h2>\n<table>\n");
        foreach (var check in target.Checks.Except(notable))
        {
            html.Append($"<tr id=\"{Anchors.OfCheck(check.Rule.Id)}\"><td><a href=\"{PageLinks.Rule(check.Rule.Id)}\">{check.Rule.Id}</a></td><td>{check.Status.ToText()}</td><td>{EncodeLine(check.Message)}</td></tr>\n");
        }

        html.Append("</table></section>\n");
    }

    private static void Jobs(StringBuilder html, TargetAssessment target, DateTimeOffset now)
    {
        html.Append("<section><h2 id=\"jobs\">Jobs</h2>\n<p class=\"faint\">Critical, warning and info count affected resources, as <code>flinkready_violation</code> does; unknown counts checks.</p>\n<div class=\"wide\" tabindex=\"0\"><table>\n<thead><tr><th>Job</th><th>State</th><th>Started</th><th class=\"n\">Score</th><th class=\"n\">Critical</th><th class=\"n\">Warning</th><th class=\"n\">Info</th><th class=\"n\">Unknown</th><th>Uids</th><th class=\"n\">Headroom</th><th class=\"n\">Last checkpoint</th><th class=\"n\">State size</th></tr></thead>\n<tbody>\n");
        var names = target.Jobs.Where(job => !job.IsTerminal).GroupBy(job => SecretText.Mask(job.JobName), StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        foreach (var job in target.Jobs.OrderBy(job => job.IsTerminal).ThenBy(job => job.Score ?? 101).ThenBy(job => job.JobName, StringComparer.Ordinal).Take(MostJobs))
        {
            var tally = Tally.Of(job.Checks);
            var id = job.IsTerminal || names.GetValueOrDefault(SecretText.Mask(job.JobName)) > 1 ? job.JobId : null;
            html.Append($"<tr><td><a href=\"{Encode(PageLinks.Job(target.Name, job.JobName, id))}\">{EncodeLine(job.JobName)}</a></td><td>{EncodeLine(job.State)}</td><td>{(job.StartTime is { } start ? ReportWords.ToSecond(start) : "–")}</td><td class=\"n\">{ReportWords.ToText(job.Score)}</td>");
            foreach (var severity in Severities.WorstFirst)
            {
                var open = tally.Affected(severity);
                html.Append(CultureInfo.InvariantCulture, $"<td class=\"n\">{(open > 0 ? $"<span class=\"{severity.ToText()}\">{open}</span>" : "0")}</td>");
            }

            html.Append(CultureInfo.InvariantCulture, $"<td class=\"n\">{tally[CheckStatus.Unknown]}</td><td>");
            UidBar.Write(html, job);
            html.Append($"</td><td class=\"n\">{(job.Figures.MaxParallelismHeadroom is { } headroom ? $"× {Text.Number(headroom)}" : "–")}</td>");
            html.Append($"<td class=\"n\">{(job.Figures.LastCompletedCheckpoint is { } last ? $"{Text.Duration(now - last)} ago" : "–")}</td><td class=\"n\">{(job.Figures.CheckpointStateBytes is { } bytes ? Text.Bytes(bytes) : "–")}</td></tr>\n");
        }

        html.Append("</tbody>\n</table></div>");
        html.Append(target.Jobs.Count > MostJobs ? $"<p>The first {MostJobs} of {target.Jobs.Count}. <a href=\"find\">Look for one</a></p></section>\n" : "</section>\n");
    }

    private static void Exchanges(StringBuilder html, TargetView view)
    {
        html.Append("<section><h2>Requests of the last poll</h2>\n<div class=\"wide\" tabindex=\"0\"><table>\n<thead><tr><th>Path</th><th class=\"n\">Status</th><th class=\"n\">ms</th><th class=\"n\">Bytes</th><th>What went wrong</th></tr></thead>\n<tbody>\n");
        foreach (var exchange in view.Exchanges.OrderBy(exchange => exchange.Failure is null).Take(MostExchanges))
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{EncodeLine(exchange.Path)}</td><td class=\"n\">{exchange.Status}</td><td class=\"n\">{exchange.Elapsed.TotalMilliseconds:0}</td><td class=\"n\">{exchange.Bytes}</td><td>{(exchange.Failure is { } failure ? $"{Encode(failure.Reason.ToText())}: {EncodeLine(failure.Message)}" : string.Empty)}</td></tr>\n");
        }

        html.Append("</tbody>\n</table></div>");
        html.Append(view.Exchanges.Count > MostExchanges ? $"<p>{MostExchanges} of {view.Exchanges.Count}, failed ones first. <a href=\"api/v1/targets/{Encode(Uri.EscapeDataString(view.Target.Name))}/exchanges\">All of them, as JSON</a></p></section>\n" : "</section>\n");
    }
}
