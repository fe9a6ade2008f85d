using System.Globalization;
using System.Text;
using FlinkReady.FlinkModel.Secrets;
using FlinkReady.Monitor.Html;
using FlinkReady.Monitor.Reports;
using FlinkReady.Monitor.Reports.Views;
using FlinkReady.Monitor.Targets;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;
using static FlinkReady.Monitor.Html.HtmlText;

namespace FlinkReady.Monitor.Web;

/// <summary><c>GET /find?q=&amp;severity=&amp;rule=&amp;status=&amp;label.NAME=&amp;group=</c>: verdicts of all targets that fit. All of it stands in the address.</summary>
internal sealed class FindPage(PublishedState published)
{
    private const int MostHits = 500;

    public Task HandleAsync(HttpContext context)
    {
        var publication = published.Latest;
        var search = Search.Of(context.Request.Query);
        return search.Mistake is { } mistake
            ? Answers.TextAsync(context, 400, mistake)
            : Answers.HtmlAsync(context, 200, HtmlPage.Served("Findings", Render(publication, search)));
    }

    /// <summary>Where a check belongs, as links to its place there.</summary>
    /// <param name="located">The check.</param>
    /// <param name="toRoot">The way to the root from the page it stands on.</param>
    public static string PlaceOf(LocatedCheck located, string toRoot) => located switch
    {
        { Target: { } target, Job: { } job } => $"<a href=\"{toRoot}{Encode(PageLinks.Job(target.Name, job.JobName, job.JobId))}#{Anchors.OfCheck(located.Check.Rule.Id)}\">{EncodeLine(target.Name)} / {EncodeLine(job.JobName)}</a>",
        { Target: { } target } => $"<a href=\"{toRoot}{Encode(PageLinks.Target(target.Name))}#{Anchors.OfCheck(located.Check.Rule.Id)}\">{EncodeLine(target.Name)}</a>",
        _ => ReportWords.PlaceOf(located.Check.Rule.Id),
    };

    private static string Render(Publication publication, Search search)
    {
        var labels = publication.Targets.Concat(publication.Suspended).ToDictionary(target => target.Target.Name, target => (IReadOnlyDictionary<string, string>)target.Target.Labels, StringComparer.Ordinal);
        var hits = LocatedCheck.Of(publication.Assessment).Where(located => search.Fits(located, labels)).Take(MostHits + 1).ToList();
        var html = new StringBuilder("<h1>Findings</h1>\n");
        Form(html, search);
        html.Append(hits.Count > MostHits ? $"<p class=\"warning\">More than {MostHits} fit: these are the first. Say more.</p>\n" : $"<p>{Text.Count(hits.Count, "check")}</p>\n");
        var shown = hits.Take(MostHits);
        foreach (var group in search.ByTarget
            ? shown.GroupBy(hit => hit.Target?.Name ?? ReportWords.PlaceOf(hit.Check.Rule.Id), StringComparer.Ordinal)
            : shown.GroupBy(hit => hit.Check.Rule.Id, StringComparer.Ordinal).OrderByDescending(group => group.Max(hit => hit.Check.Severity)).ThenByDescending(group => group.Count()))
        {
            html.Append(CultureInfo.InvariantCulture, $"<section><h2>{(search.ByTarget ? EncodeLine(group.Key) : $"<a href=\"{PageLinks.Rule(group.Key)}\">{Encode(group.Key)}</a>")} <small>{group.Count()}</small></h2>\n<div class=\"wide\" tabindex=\"0\"><table>\n");
            foreach (var hit in group)
            {
                var state = hit.Check.Status == CheckStatus.Fail ? $"<span class=\"{hit.Check.Severity.ToText()}\">{hit.Check.Severity.ToText()}</span>" : hit.Check.Status.ToText();
                html.Append($"<tr><td>{state}</td><td>{PlaceOf(hit, string.Empty)}</td><td>{Encode(hit.Check.Rule.Id)}</td><td>{EncodeLine(hit.Check.Message)}</td></tr>\n");
            }

            html.Append("</table></div></section>\n");
        }

        return html.ToString();
    }

    private static void Form(StringBuilder html, Search search)
    {
        html.Append("<form action=\"find\">");
        QueryWords.Input(html, search.Text);
        html.Append($"<label>Rule <input name=\"rule\" value=\"{EncodeValue(search.Rule)}\"></label> ");
        Select("Status", "status", ["fail", "waived", "unknown", "pass", "notApplicable"], search.Status.ToText());
        Select("Severity", "severity", ["", "critical", "warning", "info"], search.Severity?.ToText() ?? string.Empty);
        Select("Group by", "group", ["rule", "target"], search.ByTarget ? "target" : "rule");
        foreach (var (name, value) in search.Labels)
        {
            html.Append($"<label>{EncodeValue(name)} <input name=\"label.{EncodeValue(name)}\" value=\"{EncodeValue(value)}\"></label> ");
        }

        html.Append("<button>Find</button></form>\n");

        void Select(string label, string name, string[] values, string chosen)
        {
            html.Append($"<label>{label} <select name=\"{name}\">");
            foreach (var value in values)
            {
                html.Append($"<option value=\"{value}\"{(value == chosen ? " selected" : string.Empty)}>{(value.Length == 0 ? "any" : value)}</option>");
            }

            html.Append("</select></label> ");
        }
    }

    /// <summary>What is looked for.</summary>
    private sealed record Search(string Text, string Rule, CheckStatus Status, Severity? Severity, bool ByTarget, IReadOnlyList<(string Name, string Value)> Labels, string? Mistake)
    {
        private string[] Words { get; } = QueryWords.Split(Text);

        public static Search Of(IQueryCollection query)
        {
            var text = QueryWords.Of(query);
            var status = (string?)query["status"] is { Length: > 0 } wanted ? Enum.GetValues<CheckStatus>().Where(one => one.ToText() == wanted).Select(one => (CheckStatus?)one).FirstOrDefault() : CheckStatus.Fail;
            Severity? severity = Severities.TryParse((string?)query["severity"] ?? string.Empty, out var least) ? least : null;
            var mistake = QueryWords.Mistake(text) is { } tooLong ? tooLong
                : status is null ? "status is fail, waived, unknown, pass or notApplicable."
                : severity is null && !string.IsNullOrEmpty(query["severity"]) ? "severity is critical, warning or info."
                : null;
            return new Search(
                text, (string?)query["rule"] ?? string.Empty, status ?? CheckStatus.Fail, severity, query["group"] == "target",
                FleetFilter.LabelsOf(query), mistake);
        }

        public bool Fits(LocatedCheck located, Dictionary<string, IReadOnlyDictionary<string, string>> labels)
        {
            var check = located.Check;
            return check.Status == Status && (Severity is null || check.Severity == Severity) && (Rule.Length == 0 || check.Rule.Id == Rule)
                && Labels.All(label => located.Target is { } target && labels.TryGetValue(target.Name, out var own) && own.GetValueOrDefault(label.Name) == label.Value)
                && Words.All(word => Texts(located).Any(text => SecretText.Mask(text).Contains(word, StringComparison.OrdinalIgnoreCase)));
        }

        private static IEnumerable<string> Texts(LocatedCheck located) =>
        [
            located.Check.Rule.Id,
            located.Check.Message,
            located.Target?.Name ?? string.Empty,
            located.Job?.JobName ?? string.Empty,
            .. located.Check.Findings.SelectMany(finding => (string?[])[finding.Message, finding.Resource.VertexName, finding.Resource.Operator]).OfType<string>(),
            .. (located.Job?.Operators ?? []).SelectMany(vertex => vertex.Operators).Select(one => one.DeclaredUid).OfType<string>(),
        ];
    }
}
