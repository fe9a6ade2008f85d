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
        var notes = ProofNotes.Of(boxes);
        notes.Write(html);
        html.Append("<div class=\"wide\" tabindex=\"0\"><table class=\"ops\">\n<thead><tr><th>Vertex</th><th>Operator</th><th>Uid</th><th>Text or id</th><th>How it is known</th><th class=\"n\">State</th><th class=\"n\">Parallelism</th><th class=\"n\">Max</th><th class=\"n\">Headroom</th><th class=\"n\">Key groups a subtask</th></tr></thead>\n<tbody>\n");
        foreach (var box in boxes)
        {
            var vertex = box.Vertex;
            var rows = Math.Max(1, box.All.Count);
            var span = rows == 1 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" rowspan=\"{rows}\"");
            for (var row = 0; row < rows; row++)
            {
                html.Append(row == 0 ? $"<tr id=\"{links.RowName(vertex.Id)}\">" : "<tr>");
                if (row == 0)
                {
                    var name = links.ToBox(vertex.Id) is { } there ? $"<a href=\"{Encode(there)}\">{EncodeShort(vertex.Name)}</a>" : EncodeShort(vertex.Name);
                    html.Append($"<th{span}>{name}</th>");
                }

                Operator(html, box, row, notes);
                if (row == 0)
                {
                    Figures(html, box, span);
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

    private static void Operator(StringBuilder html, VertexBox box, int row, ProofNotes notes)
    {
        if (row >= box.All.Count)
        {
            html.Append("<td>its operators are not judged</td><td>–</td><td>–</td><td>–</td>");
            return;
        }

        var one = box.All[row];
        var remarks = (one.ChainedSource ? " (chained source)" : string.Empty) + (one.Assignable ? string.Empty : " (can't be given a uid)");
        html.Append($"<td>{EncodeShort(one.Name)}{remarks}</td><td>{VertexBox.SignOf(one)} {one.Uid.ToText()}</td><td>{((one.DeclaredUid ?? one.OperatorId) is { } text ? EncodeShort(text) : "–")}</td><td>");
        notes.Write(html, one.Proof, box);
        html.Append("</td>");
    }

    // The style sheet sets them to the right by their place: the last of a vertex' first row.
    private static void Figures(StringBuilder html, VertexBox box, string span)
    {
        var vertex = box.Vertex;
        Cell(box.State);
        Cell(vertex.Parallelism?.ToString(CultureInfo.InvariantCulture) ?? "–");
        Cell(vertex.MaxParallelism?.ToString(CultureInfo.InvariantCulture) ?? "–");
        Cell(vertex.Headroom is { } headroom ? $"× {Text.Number(headroom)}" : "–");
        Cell(vertex is { IsKeyed: true, Parallelism: > 0 and { } parallelism, MaxParallelism: { } maximum } ? KeyGroups(maximum, parallelism) : "–");

        void Cell(string text) => html.Append($"<td{span}>{text}</td>");
    }

    // Flink deals them out so that no subtask has more than one more than another (KeyGroupRangeAssignment).
    private static string KeyGroups(int maximum, int parallelism)
    {
        var least = (maximum / parallelism).ToString(CultureInfo.InvariantCulture);
        return maximum % parallelism == 0 ? least : string.Create(CultureInfo.InvariantCulture, $"{least} – {(maximum / parallelism) + 1}");
    }
}
