using System.Text;
using FlinkReady.Monitor.Changes;
using FlinkReady.Monitor.Reports;
using FlinkReady.Monitor.Reports.Views;
using FlinkReady.Readiness.Verdicts;
using static FlinkReady.Monitor.Html.HtmlText;

namespace FlinkReady.Monitor.Web;

/// <summary>Changes as a list: the same on the first page, on that of the changes and on that of a job.</summary>
internal static class ChangeList
{
    /// <summary>Writes the list.</summary>
    /// <param name="html">Where it goes.</param>
    /// <param name="lines">What changed.</param>
    /// <param name="namesPlace">False where all of it is about the job or target whose page it is.</param>
    /// <param name="isAllThereIs">True where the page has no checks: links to one lead to its last change then.</param>
    public static void Write(StringBuilder html, IEnumerable<ChangeLine> lines, bool namesPlace = true, bool isAllThereIs = false)
    {
        var places = new HashSet<string>(StringComparer.Ordinal);
        html.Append("<ul class=\"changes\">\n");
        foreach (var line in lines)
        {
            var change = line.Change;
            html.Append(isAllThereIs && change.Rule is { } first && places.Add(first) ? $"<li id=\"{Anchors.OfCheck(first)}\">" : "<li>");
            html.Append($"<small>{ReportWords.ToSecond(change.At)}</small> {Sign(change)} ");
            if (namesPlace)
            {
                html.Append($"<a href=\"{Encode(ChangeLinks.Of(change))}\">{Place(change)}</a> ");
            }

            html.Append(change.Rule is { } rule ? $"<a href=\"{Encode(PageLinks.Rule(rule))}\">{Encode(rule)}</a>: " : string.Empty);
            html.Append($"{EncodeLine(line.Message)} <small>({EncodeValue(change.From)} → {EncodeValue(change.To)})</small></li>\n");
        }

        html.Append("</ul>\n");
    }

    private static string Place(Change change) => change switch
    {
        { Target: { } target, JobName: { } job } => $"{EncodeLine(target)} / {EncodeShort(job)}",
        { Target: { } target } => EncodeLine(target),
        _ => ReportWords.PlaceOf(change.Rule),
    };

    private static string Sign(Change change) => change switch
    {
        { Kind: ChangeKind.Check, To: "fail", Severity: { } severity } => $"<span class=\"{severity.ToText()}\">{severity.ToText()}</span>",
        { Kind: ChangeKind.Check, To: "pass" or "notApplicable" } => "<span class=\"good\">resolved</span>",
        { To: ChangeWords.Down } => "<span class=\"critical\">down</span>",
        _ => $"<span>{EncodeValue(change.To)}</span>",
    };
}
