using System.Globalization;
using System.Text;
using FlinkReady.Readiness.Names;
using static FlinkReady.Monitor.Html.HtmlText;

namespace FlinkReady.Monitor.Reports.Views;

/// <summary>The operators of a job as a table: what the graph shows, for those who can't see it, and what remains where there is none.</summary>
internal static class OperatorTable
{
    /// <summary>Writes the table.</summary>
    /// <param name="html">Where it goes.</param>
    /// <param name="boxes">The vertices.</param>
    /// <param name="links">Where the document has what belongs to a vertex.</param>
    public static void Write(StringBuilder html, IReadOnlyList<VertexBox> boxes, VertexLinks links)
    {
        html.Append("<div class=\"wide\" tabindex=\"0\"><table>\n<thead><tr><th>Vertex</th><th>Operator</th><th>Uid</th><th>Text or id</th><th>How it is known</th><th class=\"n\">State</th><th class=\"n\">Parallelism</th><th class=\"n\">Max</th><th class=\"n\">Headroom</th><th class=\"n\">Key groups a subtask</th></tr></thead>\n<tbody>\n");
        foreach (var box in boxes)
        {
            var vertex = box.Vertex;
            var rows = Math.Max(1, box.All.Count);
            for (var row = 0; row < rows; row++)
            {
                html.Append(row == 0 ? $"<tr id=\"{links.RowName(vertex.Id)}\">" : "<tr>");
                if (row == 0)
                {
                    var name = links.ToBox(vertex.Id) is { } there ? $"<a href=\"{Encode(there)}\">{EncodeShort(vertex.Name)}</a>" : EncodeShort(vertex.Name);
                    html.Append(CultureInfo.InvariantCulture, $"<th scope=\"rowgroup\" rowspan=\"{rows}\">{name}</th>");
                }

                Operator(html, box, row);
                if (row == 0)
                {
                    Figures(html, box, rows);
                }

                html.Append("</tr>\n");
            }
        }

        html.Append("</tbody>\n</table></div>\n");
    }

    /// <summary>The vertices in pages of about so many operators: a table of thousands is read by nobody.</summary>
    public static IReadOnlyList<IReadOnlyList<VertexBox>> Pages(IReadOnlyList<VertexBox> boxes, int operators)
    {
        var pages = new List<IReadOnlyList<VertexBox>>();
        var page = new List<VertexBox>();
        var rows = 0;
        foreach (var box in boxes)
        {
            if (page.Count > 0 && rows + box.All.Count > operators)
            {
                pages.Add(page);
                (page, rows) = ([], 0);
            }

            page.Add(box);
            rows += Math.Max(1, box.All.Count);
        }

        pages.Add(page);
        return pages;
    }

    private static void Operator(StringBuilder html, VertexBox box, int row)
    {
        if (row >= box.All.Count)
        {
            html.Append("<td colspan=\"4\">its operators are not judged</td>");
            return;
        }

        var one = box.All[row];
        var notes = (one.ChainedSource ? " (chained source)" : string.Empty) + (one.Assignable ? string.Empty : " (can't be given a uid)");
        html.Append($"<td>{EncodeShort(one.Name)}{notes}</td><td>{VertexBox.SignOf(one)} {one.Uid.ToText()}</td><td><code>{EncodeShort(one.DeclaredUid ?? one.OperatorId ?? "–")}</code></td><td>{EncodeLine(one.Proof)}</td>");
    }

    private static void Figures(StringBuilder html, VertexBox box, int rows)
    {
        var vertex = box.Vertex;
        Cell(box.State);
        Cell(vertex.Parallelism?.ToString(CultureInfo.InvariantCulture) ?? "–");
        Cell(vertex.MaxParallelism?.ToString(CultureInfo.InvariantCulture) ?? "–");
        Cell(vertex.Headroom is { } headroom ? $"× {Text.Number(headroom)}" : "–");
        Cell(vertex is { IsKeyed: true, Parallelism: > 0 and { } parallelism, MaxParallelism: { } maximum } ? KeyGroups(maximum, parallelism) : "–");

        void Cell(string text) => html.Append(CultureInfo.InvariantCulture, $"<td class=\"n\" rowspan=\"{rows}\">{Encode(text)}</td>");
    }

    // Flink deals them out so that no subtask has more than one more than another (KeyGroupRangeAssignment).
    private static string KeyGroups(int maximum, int parallelism)
    {
        var least = (maximum / parallelism).ToString(CultureInfo.InvariantCulture);
        return maximum % parallelism == 0 ? least : string.Create(CultureInfo.InvariantCulture, $"{least} – {(maximum / parallelism) + 1}");
    }
}
