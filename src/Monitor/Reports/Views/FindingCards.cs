using System.Text;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Verdicts;
using static FlinkReady.Monitor.Html.HtmlText;

namespace FlinkReady.Monitor.Reports.Views;

/// <summary>Checks as cards: what is wrong, why it matters, what to change, where, and what was seen. The same on pages and in the HTML report.</summary>
/// <param name="links">Where the pages of rules are; null for a rule whose page is nowhere.</param>
/// <param name="isServed">True on a page of its own, whose cards links lead to; a report may show two jobs of one name.</param>
/// <param name="showsEvidence">True where what was seen stands open, as on paper; else a reader unfolds it.</param>
/// <param name="isNew">Tells what an earlier report does not have; null where there is none.</param>
internal sealed class FindingCards(Func<string, string?> links, bool isServed, bool showsEvidence, Func<Finding, bool>? isNew = null)
{
    // Findings of two jobs of one name have one key: an anchor stands once in a document.
    private readonly HashSet<string> _anchors = new(StringComparer.Ordinal);

    /// <summary>Writes the card of a check.</summary>
    /// <param name="html">Where it goes.</param>
    /// <param name="located">The check.</param>
    /// <param name="vertices">Where the document has the vertices that a finding may be about; null where it has none.</param>
    public void Write(StringBuilder html, LocatedCheck located, VertexLinks? vertices = null)
    {
        var check = located.Check;
        var kind = check.Status switch
        {
            CheckStatus.Fail => check.Severity.ToText(),
            CheckStatus.Pass => "part",
            var status => status.ToText(),
        };
        var anchor = Anchors.OfCheck(check.Rule.Id);
        html.Append("<article").Append(isServed && _anchors.Add(anchor) ? $" id=\"{anchor}\"" : string.Empty).Append(" class=\"").Append(kind).Append("\"><h4><span class=\"badge\">").Append(kind == "part" ? "in part" : kind).Append("</span> ");
        html.Append(isNew is not null && check.Findings.Any(isNew) ? "<span class=\"badge fresh\">new</span> " : string.Empty);
        html.Append(links(check.Rule.Id) is { } link ? $"<a href=\"{Encode(link)}\">{check.Rule.Id}</a>" : check.Rule.Id);
        html.Append("</h4><p>").Append(EncodeLine(Summary.What(check))).Append("</p>");
        if (check.Status is CheckStatus.Fail or CheckStatus.Waived)
        {
            Findings(html, located, vertices);
        }

        html.Append("</article>\n");
    }

    private void Findings(StringBuilder html, LocatedCheck located, VertexLinks? vertices)
    {
        var check = located.Check;
        var shown = (check.Status == CheckStatus.Waived ? check.Findings : located.OpenFindings).ToList();
        html.Append("<p class=\"why\">").Append(EncodeLine(check.Rule.Why)).Append("</p>");
        if (shown.Any(finding => finding.Certainty == Certainty.Inferred))
        {
            html.Append("<p class=\"why\">").Append(Encode(ReportWords.Inferred(check.Rule))).Append("</p>");
        }

        Where(html, located, shown, vertices);
        foreach (var fix in shown.Select(finding => finding.Remediation).Distinct(StringComparer.Ordinal))
        {
            html.Append("<pre>").AppendJoin('\n', PlainText.Lines(fix).Select(Encode)).Append("</pre>");
        }

        Evidence(html, check, shown);
    }

    private void Where(StringBuilder html, LocatedCheck located, List<Finding> shown, VertexLinks? vertices)
    {
        if (shown.Count == 1 && shown[0].Message == located.Check.Message && shown[0].Resource.VertexId is null)
        {
            html.Append(Anchor(located, shown[0], "<a id=\"", "\"></a>", string.Empty));
            return;
        }

        html.Append("<ul>");
        foreach (var finding in shown)
        {
            html.Append(Anchor(located, finding, "<li id=\"", "\">", "<li>")).Append(EncodeLine(finding.Message));
            if (finding.Resource.VertexId is { } vertex)
            {
                html.Append(vertices?.ToBox(vertex) is { } box ? $" <a href=\"{Encode(box)}\">graph</a>" : string.Empty);
                html.Append(vertices?.ToRow(vertex) is { } row ? $" <a href=\"{Encode(row)}\">operators</a>" : string.Empty);
            }

            html.Append("</li>");
        }

        html.Append("</ul>");
    }

    private string Anchor(LocatedCheck located, Finding finding, string before, string after, string otherwise) =>
        Anchors.Of(located.KeyOf(finding)) is var anchor && _anchors.Add(anchor) ? before + anchor + after : otherwise;

    private void Evidence(StringBuilder html, CheckResult check, List<Finding> shown)
    {
        html.Append(showsEvidence ? "<details open>" : "<details>").Append("<summary>What was seen, ").Append(ReportWords.ToText(check.ObservedAt)).Append("</summary><table>");
        foreach (var evidence in shown.SelectMany(finding => finding.Evidence).Distinct())
        {
            html.Append($"<tr><td>{EncodeLine(evidence.Place)}</td><td>{EncodeLine(evidence.Field)}</td><td>{EncodeLine(evidence.Value)}</td></tr>");
        }

        html.Append("</table></details>");
    }
}
