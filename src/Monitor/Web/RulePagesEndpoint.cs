using System.Text;
using FlinkReady.Monitor.Html;
using FlinkReady.Monitor.Targets;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Verdicts;
using static FlinkReady.Monitor.Html.HtmlText;

namespace FlinkReady.Monitor.Web;

/// <summary><c>GET /rules/</c> and <c>GET /rules/ID</c>: the documentation that the program carries.</summary>
internal sealed class RulePagesEndpoint(PublishedState published)
{
    private const int MostFailing = 50;

    public Task ListAsync(HttpContext context)
    {
        var html = new StringBuilder("<h1>Rules</h1>\n<table>\n<thead><tr><th>Rule</th><th>Severity</th><th>What is right</th></tr></thead>\n<tbody>\n");
        foreach (var rule in RuleCatalogue.All)
        {
            var star = rule.IsOnChecklist ? " ★" : string.Empty;
            html.Append($"<tr><td><a href=\"{Encode(rule.Id)}\">{Encode(rule.Id)}</a>{star}</td><td>{Encode(rule.Severity.ToText())}</td><td>{Encode(rule.Title)}</td></tr>\n");
        }

        html.Append("</tbody>\n</table>\n<p>★ of Flink's production readiness checklist</p>");
        return Answers.HtmlAsync(context, 200, HtmlPage.Served("Rules", html.ToString(), "../"));
    }

    public Task ShowAsync(HttpContext context)
    {
        var id = (string?)context.Request.RouteValues["id"] ?? string.Empty;
        if (RuleCatalogue.Find(id) is not { } rule)
        {
            return Answers.TextAsync(context, 404, "There is no such rule.");
        }

        return Answers.HtmlAsync(context, 200, HtmlPage.Served(rule.Id, (RuleDocuments.Html(rule.Id) ?? Brief(rule)) + Failing(published.Latest.Assessment, rule), "../"));
    }

    // Who fails it right now: whoever reads a rule's page wants to know.
    private static string Failing(Assessment assessment, RuleDescriptor rule)
    {
        var failing = LocatedCheck.Of(assessment).Where(located => located.Check.Rule.Id == rule.Id && located.Check.Status == CheckStatus.Fail).ToList();
        var html = new StringBuilder("<section><h2>Who fails it now</h2>\n");
        if (failing.Count == 0)
        {
            return html.Append("<p>Nobody.</p></section>").ToString();
        }

        html.Append("<ul>");
        foreach (var located in failing.Take(MostFailing))
        {
            html.Append($"<li>{FindPage.PlaceOf(located, "../")} {EncodeLine(located.Check.Message)}</li>\n");
        }

        html.Append("</ul>");
        return html.Append(failing.Count > MostFailing ? $"<p><a href=\"../{Encode(PageLinks.Failing(rule.Id))}\">all {failing.Count}</a></p></section>" : "</section>").ToString();
    }

    private static string Brief(RuleDescriptor rule) =>
        $"<h1>{Encode(rule.Id)}</h1>\n<p>{Encode(rule.Title)}.</p>\n<h2>Why it matters</h2>\n<p>{Encode(rule.Why)}</p>\n<h2>How to fix it</h2>\n<p>{Encode(rule.Fix)}</p>";
}
