using System.Globalization;
using System.Text;
using FlinkReady.Monitor.Html;
using FlinkReady.Monitor.Layout;
using FlinkReady.Monitor.Reports;
using FlinkReady.Monitor.Reports.Views;
using FlinkReady.Monitor.Targets;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;
using static FlinkReady.Monitor.Html.HtmlText;

namespace FlinkReady.Monitor.Web;

/// <summary><c>GET /job?target=&amp;name=[&amp;id=]</c>: what is wrong with a job, where in its graph, and what to change.</summary>
internal sealed class JobPage(PublishedState published, GraphCache graphs)
{
    // Above it the whole is easier to find one's way in when it is smaller.
    private const int Large = 60;

    private static readonly int[] Sizes = [50, 75, 100];

    public async Task HandleAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var (target, name, id) = ((string?)query["target"], (string?)query["name"], (string?)query["id"]);
        if (target is null || name is null)
        {
            await Answers.TextAsync(context, 400, "Say which job: /job?target=TARGET&name=NAME. / has the targets, their pages have the jobs.");
            return;
        }

        if (published.Latest.Find(target)?.State.Current is not { } assessment)
        {
            await Answers.TextAsync(context, 404, $"There is no target '{target}' that was polled yet. / has the targets.");
            return;
        }

        var jobs = assessment.Jobs.Where(job => job.JobName == name && (id is null || job.JobId == id)).OrderBy(job => job.IsTerminal).ThenByDescending(job => job.StartTime).ToList();
        if (jobs.Count == 0)
        {
            await Answers.HtmlAsync(context, 404, HtmlPage.Served("No such job", Missing(assessment, name)));
            return;
        }

        var live = jobs.Where(job => !job.IsTerminal).ToList();
        if (live.Count > 1)
        {
            await Answers.HtmlAsync(context, 200, HtmlPage.Served(name, Choice(assessment, name, jobs)));
            return;
        }

        var shown = live.Count == 1 ? live[0] : jobs[0];
        var boxes = VertexBox.Of(shown);
        var drawn = boxes.Count == 0 ? null : await graphs.OfAsync(JobGraphPicture.ToDraw(boxes), context.RequestAborted);
        await Answers.HtmlAsync(context, 200, HtmlPage.Served(name, Render(assessment, shown, boxes, drawn, SizeOf(query, boxes.Count))));
    }

    /// <summary>What the page of a job says.</summary>
    public static string Render(TargetAssessment target, JobAssessment job, IReadOnlyList<VertexBox> boxes, DrawnGraph? drawn, int percent)
    {
        var html = new StringBuilder();
        Head(html, target, job);
        var located = job.Checks.Select(check => new LocatedCheck(target, job, check)).ToList();
        Cards(html, "Findings", "Nothing wrong was found.", located.Where(one => one.Check.Status == CheckStatus.Fail).OrderByDescending(one => one.Check.Severity), drawn is not null);
        Graph(html, target, job, boxes, drawn, percent);
        if (boxes.Count > 0)
        {
            html.Append("<section><h2 id=\"operators\">Operators</h2>\n<p>");
            UidBar.Write(html, job);
            html.Append("</p>\n");
            OperatorTable.Write(html, boxes, drawn is not null);
            html.Append("</section>\n");
        }

        DriftTable.Write(html, job);
        Cards(html, "Waived", null, located.Where(one => one.Check.Status == CheckStatus.Waived), drawn is not null);
        Cards(html, "Not decided", null, located.Where(one => one.Check.Status == CheckStatus.Unknown || one.Check is { Status: CheckStatus.Pass, Complete: false }), drawn is not null);
        Rest(html, located);
        return html.ToString();
    }

    private static int SizeOf(IQueryCollection query, int boxes) =>
        int.TryParse(query["size"], NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && Sizes.Contains(percent) ? percent : boxes > Large ? 75 : 100;

    private static void Head(StringBuilder html, TargetAssessment target, JobAssessment job)
    {
        html.Append($"<h1>{EncodeLine(job.JobName)}</h1>\n<p><a href=\"{Encode(PageLinks.Target(target.Name))}\">{EncodeLine(target.Name)}</a> · {EncodeLine(job.State)} · <code>{EncodeLine(job.JobId)}</code>");
        html.Append(job.StartTime is { } start ? $" · started {ReportWords.ToText(start)}" : string.Empty);
        html.Append(target.FlinkVersion is { } version ? $" · Flink {EncodeLine(version)}" : string.Empty);
        html.Append($" · score {ReportWords.ToText(job.Score)} · as of {ReportWords.ToText(target.ObservedAt)}</p>\n<p><a href=\"#graph\">Graph</a>{(job.Operators.Count > 0 ? " · <a href=\"#operators\">Operators</a>" : string.Empty)}</p>\n");
        if (!target.IsUp)
        {
            html.Append($"<p class=\"error\">The cluster did not answer: {EncodeLine(target.Error?.Message ?? "no reason was given")}. What was found before still stands.</p>\n");
        }
    }

    private static void Cards(StringBuilder html, string title, string? otherwise, IEnumerable<LocatedCheck> checks, bool hasGraph)
    {
        var shown = checks.ToList();
        if (shown.Count == 0 && otherwise is null)
        {
            return;
        }

        html.Append($"<section><h2>{title}</h2>\n");
        var cards = new FindingCards(PageLinks.Rule, hasGraph, showsEvidence: false);
        foreach (var check in shown)
        {
            cards.Write(html, check);
        }

        html.Append(shown.Count == 0 ? $"<p>{otherwise}</p>" : string.Empty).Append("</section>\n");
    }

    private static void Graph(StringBuilder html, TargetAssessment target, JobAssessment job, IReadOnlyList<VertexBox> boxes, DrawnGraph? drawn, int percent)
    {
        html.Append("<section class=\"graph\"><h2 id=\"graph\">Graph</h2>\n");
        if (boxes.Count == 0)
        {
            html.Append("<p>Flink shows no graph of it: it is over, starts just now, or was not read.</p></section>\n");
            return;
        }

        if (drawn is null)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{Text.Count(boxes.Count, "vertex", "vertices")} with their edges are more than a picture can show (up to {GraphToDraw.MostBoxes} vertices). The table below has them all.</p></section>\n");
            return;
        }

        html.Append("<p class=\"choice\">Show: <label><input type=\"radio\" name=\"view\" id=\"view-uid\" checked> uids</label> <label><input type=\"radio\" name=\"view\" id=\"view-scaling\"> headroom</label> <label><input type=\"radio\" name=\"view\" id=\"view-state\"> state</label> · Size:");
        foreach (var size in Sizes)
        {
            html.Append(CultureInfo.InvariantCulture, $" <a href=\"{Encode(PageLinks.Job(target.Name, job.JobName, job.JobId))}&amp;size={size}\">{size} %</a>");
        }

        html.Append("</p>\n<p class=\"faint\">✗ no uid · ✓ has one · ? undecided · – can't be given one. Thick lines are keyed, dashed ones broadcast.</p>\n<div class=\"wide\" tabindex=\"0\">");
        JobGraphPicture.Write(html, boxes, drawn, percent);
        html.Append("</div></section>\n");
    }

    private static void Rest(StringBuilder html, List<LocatedCheck> located)
    {
        html.Append("<section><h2>Everything else</h2>\n<table>\n");
        foreach (var check in located.Select(one => one.Check).Where(check => check is { Status: CheckStatus.Pass, Complete: true } or { Status: CheckStatus.NotApplicable }))
        {
            html.Append($"<tr><td><a href=\"{PageLinks.Rule(check.Rule.Id)}\">{check.Rule.Id}</a></td><td>{check.Status.ToText()}</td><td>{EncodeLine(check.Message)}</td></tr>\n");
        }

        html.Append("</table></section>\n");
    }

    private static string Missing(TargetAssessment target, string name) =>
        $"<h1>No such job</h1>\n<p>{EncodeLine(target.Name)} has no job {EncodeLine(name)}, or has it no longer. <a href=\"{Encode(PageLinks.Target(target.Name))}\">Its jobs</a></p>";

    private static string Choice(TargetAssessment target, string name, IEnumerable<JobAssessment> jobs)
    {
        var html = new StringBuilder($"<h1>{EncodeLine(name)}</h1>\n<p>Several jobs of {EncodeLine(target.Name)} have this name:</p>\n<ul>");
        foreach (var job in jobs)
        {
            html.Append($"<li><a href=\"{Encode(PageLinks.Job(target.Name, name, job.JobId))}\"><code>{EncodeLine(job.JobId)}</code></a> {EncodeLine(job.State)}{(job.StartTime is { } start ? $", started {ReportWords.ToText(start)}" : string.Empty)}</li>");
        }

        return html.Append("</ul>").ToString();
    }
}
