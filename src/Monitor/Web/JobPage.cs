using System.Globalization;
using System.Text;
using FlinkReady.Monitor.Changes;
using FlinkReady.Monitor.Html;
using FlinkReady.Monitor.Reports;
using FlinkReady.Monitor.Reports.Views;
using FlinkReady.Monitor.Targets;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Verdicts;
using static FlinkReady.Monitor.Html.HtmlText;

namespace FlinkReady.Monitor.Web;

/// <summary><c>GET /job?target=&amp;name=[&amp;id=]</c>: what is wrong with a job, where in its graph, and what to change.</summary>
internal sealed class JobPage(PublishedState published, GraphCache graphs, ChangeLog changes)
{
    private const int MostChanges = 50;

    public async Task HandleAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var (target, name, id) = ((string?)query["target"], (string?)query["name"], (string?)query["id"]);
        if (target is null || name is null)
        {
            await Answers.TextAsync(context, 400, "Say which job: /job?target=TARGET&name=NAME. / has the targets, their pages have the jobs.");
            return;
        }

        if (VertexFilter.Of(query, out var mistake) is not { } filter)
        {
            await Answers.TextAsync(context, 400, mistake);
            return;
        }

        if (published.Latest.Find(target) is not { State.Current: { } assessment } view)
        {
            await Answers.TextAsync(context, 404, $"There is no target '{target}' that was polled yet. / has the targets.");
            return;
        }

        var jobs = assessment.Jobs.Where(job => PageLinks.IsNamed(job.JobName, name) && (id is null || job.JobId == id)).OrderBy(job => job.IsTerminal).ThenByDescending(job => job.StartTime).ToList();
        var told = Told(target, name);
        if (jobs.Count == 0)
        {
            await Answers.HtmlAsync(context, told.Count > 0 ? 200 : 404, HtmlPage.Served("No such job", Missing(assessment, name, told)));
            return;
        }

        var live = jobs.Where(job => !job.IsTerminal).ToList();
        if (live.Count > 1)
        {
            await Answers.HtmlAsync(context, 200, HtmlPage.Served(name, Choice(assessment, name, jobs, told)));
            return;
        }

        var shown = live.Count == 1 ? live[0] : jobs[0];
        var pictures = await JobPictures.OfAsync(graphs, query, filter, VertexBox.Of(shown), assessment, shown, context.RequestAborted);
        await Answers.HtmlAsync(context, 200, HtmlPage.Served(name, Render(assessment, shown, pictures, told, view.IsSuspended ? null : view.Target.PublicUrl)));
    }

    /// <summary>What the page of a job says.</summary>
    /// <param name="target">The target.</param>
    /// <param name="job">The job.</param>
    /// <param name="pictures">What is shown of its vertices.</param>
    /// <param name="changes">What changed of it, the newest first.</param>
    /// <param name="flink">Where people reach Flink's own page; null where nobody said.</param>
    public static string Render(TargetAssessment target, JobAssessment job, JobPictures pictures, IReadOnlyList<Change> changes, string? flink = null)
    {
        var html = new StringBuilder();
        Head(html, target, job, flink);
        var located = job.Checks.Select(check => new LocatedCheck(target, job, check)).ToList();
        Cards(html, "Findings", "Nothing wrong was found.", located.Where(one => one.Check.Status == CheckStatus.Fail).OrderByDescending(one => one.Check.Severity), pictures.Links);
        JobGraphSection.Write(html, target, job, pictures);
        if (pictures.Boxes.Count > 0)
        {
            Operators(html, target, job, pictures);
        }

        DriftTable.Write(html, job);
        Cards(html, "Waived", null, located.Where(one => one.Check.Status == CheckStatus.Waived), pictures.Links);
        Cards(html, "Not decided", null, located.Where(one => one.Check.Status == CheckStatus.Unknown || one.Check is { Status: CheckStatus.Pass, Complete: false }), pictures.Links);
        Rest(html, located);
        History(html, changes);
        return html.ToString();
    }

    private static void Head(StringBuilder html, TargetAssessment target, JobAssessment job, string? flink)
    {
        html.Append($"<h1>{EncodeLine(job.JobName)}</h1>\n<p><a href=\"{Encode(PageLinks.Target(target.Name))}\">{EncodeLine(target.Name)}</a> · {EncodeLine(job.State)} · <code>{EncodeLine(job.JobId)}</code>");
        html.Append(job.StartTime is { } start ? $" · started {ReportWords.ToSecond(start)}" : string.Empty);
        html.Append(target.FlinkVersion is { } version ? $" · Flink {EncodeLine(version)}" : string.Empty);
        html.Append($" · score {ReportWords.ToText(job.Score)} · as of {ReportWords.ToSecond(target.ObservedAt)}</p>\n<p><a href=\"#graph\">Graph</a>{(job.Operators.Count > 0 ? " · <a href=\"#operators\">Operators</a>" : string.Empty)} · <a href=\"#history\">History</a>");
        html.Append(flink is null ? "</p>\n" : $" · <a href=\"{Encode(flink.TrimEnd('/'))}/#/job/{(job.IsTerminal ? "completed" : "running")}/{Encode(Uri.EscapeDataString(job.JobId))}/overview\">Flink's own page</a></p>\n");
        if (!target.IsUp)
        {
            html.Append($"<p class=\"error\">The cluster did not answer: {EncodeLine(target.Error?.Message ?? "no reason was given")}. What was found before still stands.</p>\n");
        }
    }

    private static void Cards(StringBuilder html, string title, string? otherwise, IEnumerable<LocatedCheck> checks, VertexLinks links)
    {
        var shown = checks.ToList();
        if (shown.Count == 0 && otherwise is null)
        {
            return;
        }

        html.Append($"<section><h2>{title}</h2>\n");
        var cards = new FindingCards(PageLinks.Rule, isServed: true, showsEvidence: false);
        cards.Write(html, shown, links);

        html.Append(shown.Count == 0 ? $"<p>{otherwise}</p>" : string.Empty).Append("</section>\n");
    }

    private static void Operators(StringBuilder html, TargetAssessment target, JobAssessment job, JobPictures pictures)
    {
        html.Append("<section><h2 id=\"operators\">Operators</h2>\n<p>");
        UidBar.Write(html, job);
        html.Append("</p>\n");
        var address = Encode(PageLinks.Job(target.Name, job.JobName, job.JobId));
        JobGraphSection.Limits(html, pictures, $"{address}#operators");
        if (!pictures.IsEmpty)
        {
            OperatorTable.Write(html, pictures.Pages[pictures.Page - 1], pictures.Links);
        }

        for (var page = 1; pictures.Pages.Count > 1 && page <= pictures.Pages.Count; page++)
        {
            html.Append(CultureInfo.InvariantCulture, $"<a href=\"{address}{Encode(pictures.Filter.ToQuery())}&amp;page={page}#operators\">{page}</a> ");
        }

        html.Append("</section>\n");
    }

    private static void Rest(StringBuilder html, List<LocatedCheck> located)
    {
        html.Append("<section><h2>Everything else</h2>\n<table>\n");
        foreach (var check in located.Select(one => one.Check).Where(check => check is { Status: CheckStatus.Pass, Complete: true } or { Status: CheckStatus.NotApplicable }))
        {
            html.Append($"<tr id=\"{Anchors.OfCheck(check.Rule.Id)}\"><td><a href=\"{PageLinks.Rule(check.Rule.Id)}\">{check.Rule.Id}</a></td><td>{check.Status.ToText()}</td><td>{EncodeLine(check.Message)}</td></tr>\n");
        }

        html.Append("</table></section>\n");
    }

    private static void History(StringBuilder html, IReadOnlyList<Change> changes, bool isAllThereIs = false)
    {
        html.Append("<section><h2 id=\"history\">History</h2>\n");
        if (changes.Count == 0)
        {
            html.Append("<p>Nothing changed in the last days. <a href=\"changes\">Changes of all targets</a></p></section>\n");
            return;
        }

        ChangeList.Write(html, changes.Take(MostChanges).Select(change => new ChangeLine(change, 1)), namesPlace: false, isAllThereIs);
        html.Append("</section>\n");
    }

    private IReadOnlyList<Change> Told(string target, string name) => [.. changes.Since(DateTimeOffset.MinValue, target).Where(change => change.JobName is { } job && PageLinks.IsNamed(job, name))];

    private static string Missing(TargetAssessment target, string name, IReadOnlyList<Change> changes)
    {
        var html = new StringBuilder($"<h1>No such job</h1>\n<p>{EncodeLine(target.Name)} has no job {EncodeLine(name)}{(changes.Count > 0 ? " any more" : ", or has it no longer")}. <a href=\"{Encode(PageLinks.Target(target.Name))}\">Its jobs</a></p>\n");
        if (changes.Count > 0)
        {
            History(html, changes, isAllThereIs: true);
        }

        return html.ToString();
    }

    private static string Choice(TargetAssessment target, string name, IEnumerable<JobAssessment> jobs, IReadOnlyList<Change> changes)
    {
        var html = new StringBuilder($"<h1>{EncodeLine(name)}</h1>\n<p>Several jobs of {EncodeLine(target.Name)} have this name:</p>\n<ul>");
        foreach (var job in jobs)
        {
            html.Append($"<li><a href=\"{Encode(PageLinks.Job(target.Name, name, job.JobId))}\"><code>{EncodeLine(job.JobId)}</code></a> {EncodeLine(job.State)}{(job.StartTime is { } start ? $", started {ReportWords.ToSecond(start)}" : string.Empty)}</li>");
        }

        html.Append("</ul>\n");
        History(html, changes, isAllThereIs: true);
        return html.ToString();
    }
}
