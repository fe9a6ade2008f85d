using System.Globalization;
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
    // A wall of hundreds hides what comes after it.
    private const int Many = 10;
    private const int Few = 5;

    // Findings of two jobs of one name have one key: an anchor stands once in a document.
    private readonly HashSet<string> _anchors = new(StringComparer.Ordinal);

    /// <summary>Writes the cards of checks, in their order; what can't be decided for one reason is one card.</summary>
    /// <param name="html">Where they go.</param>
    /// <param name="checks">The checks.</param>
    /// <param name="vertices">Where the document has the vertices that a finding may be about; null where it has none.</param>
    public void Write(StringBuilder html, IReadOnlyList<LocatedCheck> checks, VertexLinks? vertices = null)
    {
        var words = new string?[checks.Count];
        for (var index = 0; index < checks.Count; index++)
        {
            words[index] = Summary.What(checks[index].Check);
        }

        for (var index = 0; index < checks.Count; index++)
        {
            if (words[index] is not { } what)
            {
                continue;
            }

            List<LocatedCheck> alike = [checks[index]];
            for (var next = index + 1; checks[index].Check.Status == CheckStatus.Unknown && next < checks.Count; next++)
            {
                if (checks[next].Check.Status == CheckStatus.Unknown && words[next] == what)
                {
                    alike.Add(checks[next]);
                    words[next] = null;
                }
            }

            Card(html, alike, what, vertices);
        }
    }

    private void Card(StringBuilder html, List<LocatedCheck> alike, string what, VertexLinks? vertices)
    {
        var check = alike[0].Check;
        var kind = check.Status switch
        {
            CheckStatus.Fail => check.Severity.ToText(),
            CheckStatus.Pass => "part",
            var status => status.ToText(),
        };
        html.Append("<article").Append(IdOf(check)).Append(" class=\"").Append(kind).Append("\"><h4><span class=\"badge\">").Append(kind == "part" ? "in part" : kind).Append("</span> ");
        html.Append(isNew is not null && check.Findings.Any(isNew) ? "<span class=\"badge fresh\">new</span> " : string.Empty);
        Rule(html, check, string.Empty);
        for (var other = 1; other < alike.Count; other++)
        {
            html.Append(" · ");
            Rule(html, alike[other].Check, IdOf(alike[other].Check));
        }

        html.Append("</h4><p>").Append(EncodeLine(what)).Append("</p>");
        if (check.Status is CheckStatus.Fail or CheckStatus.Waived)
        {
            Findings(html, alike[0], vertices);
        }

        html.Append("</article>\n");
    }

    // The first one's place is the card's.
    private void Rule(StringBuilder html, CheckResult check, string id)
    {
        var rule = check.Rule.Id;
        html.Append(links(rule) is { } link ? $"<a{id} href=\"{Encode(link)}\">{rule}</a>" : rule);
    }

    private string IdOf(CheckResult check) => isServed && Anchors.OfCheck(check.Rule.Id) is var anchor && _anchors.Add(anchor) ? $" id=\"{anchor}\"" : string.Empty;

    private void Findings(StringBuilder html, LocatedCheck located, VertexLinks? vertices)
    {
        var check = located.Check;
        var shown = (check.Status == CheckStatus.Waived ? check.Findings : located.OpenFindings).ToList();
        html.Append("<p class=\"why\">").Append(EncodeLine(check.Rule.Why)).Append("</p>");
        if (shown.Any(finding => finding.Certainty == Certainty.Inferred))
        {
            html.Append("<p class=\"why\">").Append(Encode(ReportWords.Inferred(check.Rule))).Append("</p>");
        }

        var fixes = new HashSet<string>(StringComparer.Ordinal);
        var few = shown.Count > Many ? Few : shown.Count;
        Where(html, located, shown.GetRange(0, few), vertices, fixes);
        if (few < shown.Count)
        {
            html.Append(CultureInfo.InvariantCulture, $"<details><summary>{shown.Count - few} more of {shown.Count}, with what to change</summary>");
            Where(html, located, shown.GetRange(few, shown.Count - few), vertices, fixes);
            html.Append("</details>");
        }

        Evidence(html, check, shown);
    }

    // What was found and what to change of it, each change once in the card.
    private void Where(StringBuilder html, LocatedCheck located, List<Finding> shown, VertexLinks? vertices, HashSet<string> fixes)
    {
        Places(html, located, shown, vertices);
        foreach (var finding in shown)
        {
            if (fixes.Add(finding.Remediation))
            {
                html.Append("<pre>").AppendJoin('\n', PlainText.Lines(finding.Remediation).Select(Encode)).Append("</pre>");
            }
        }
    }

    private void Places(StringBuilder html, LocatedCheck located, List<Finding> shown, VertexLinks? vertices)
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
