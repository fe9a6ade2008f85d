using System.Globalization;
using System.Text;
using FlinkReady.Monitor.Layout;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Verdicts;
using static FlinkReady.Monitor.Html.HtmlText;

namespace FlinkReady.Monitor.Reports.Views;

/// <summary>The graph of a job as SVG: where in it something is wrong. No script and no <c>style</c> attribute, which a strict policy would refuse.</summary>
internal static class JobGraphPicture
{
    /// <summary>As wide as where the picture stands, whatever that is.</summary>
    public const int Fit = 0;

    private const int Margin = 8;

    /// <summary>Writes the picture.</summary>
    /// <param name="html">Where it goes.</param>
    /// <param name="all">The vertices of the job.</param>
    /// <param name="view">What of it is shown, and where.</param>
    /// <param name="links">Where the document has what belongs to a vertex.</param>
    /// <param name="percent">Its size, of 100, or <see cref="Fit"/>.</param>
    /// <param name="marked">The vertices of the job that are told from the others, by their index; null for none.</param>
    public static void Write(StringBuilder html, IReadOnlyList<VertexBox> all, GraphView view, VertexLinks links, int percent, IReadOnlyList<int>? marked = null)
    {
        if (view.Drawn is not { } drawn)
        {
            return;
        }

        var boxes = view.Shown(all);
        var (width, height) = (drawn.Size.Width + (2 * Margin), drawn.Size.Height + (2 * Margin));
        var size = percent == Fit ? "width=\"100%\"" : string.Create(CultureInfo.InvariantCulture, $"width=\"{width * percent / 100}\" height=\"{height * percent / 100}\"");
        html.Append(
            CultureInfo.InvariantCulture,
            $"<svg class=\"job\" role=\"img\" aria-label=\"The graph of the job; the table of operators below says the same\" {size} viewBox=\"{-Margin} {-Margin} {width} {height}\">\n");
        GraphLines.Write(html, boxes, view, drawn);
        for (var index = 0; index < boxes.Count; index++)
        {
            Box(html, boxes[index], drawn.Boxes[index], links, marked?.Contains(view.Window.Shown[index]) == true);
        }

        html.Append("</svg>\n");
    }

    // Its own place is where the name begins, so that no line of text needs to say how far from the left it stands; the style sheet knows how far from there
    // the border is, how wide all boxes are, and lines by their order.
    private static void Box(StringBuilder html, VertexBox box, DrawnBox place, VertexLinks links, bool isMarked)
    {
        var vertex = box.Vertex;
        html.Append(isMarked ? "<a class=\"marked\" " : "<a ");
        html.Append(CultureInfo.InvariantCulture, $"id=\"{links.BoxName(vertex.Id)}\" href=\"{Encode(links.ToRow(vertex.Id))}\" transform=\"translate({GraphLines.Whole(place.Corner.X) + VertexBox.Padding} {GraphLines.Whole(place.Corner.Y) + VertexBox.FirstBaseline})\">");
        html.Append(box.Title == vertex.Name ? "<rect" : $"<title>{EncodeValue(vertex.Name)}</title><rect");
        html.Append(box.Worst is { } worst ? $" class=\"{worst.ToText()}\"" : string.Empty);
        html.Append(CultureInfo.InvariantCulture, $" height=\"{place.Size.Height}\"/><text>{(isMarked ? "▸ " : string.Empty)}{Encode(box.Title)}</text>");
        html.Append(CultureInfo.InvariantCulture, $"<text y=\"{VertexBox.LineHeight}\"><tspan>{box.Scaling}</tspan> · {box.State}</text>");
        var line = 2;
        foreach (var one in box.Shown)
        {
            Line(one is { Assignable: true, Uid: UidVerdict.Auto } ? " class=\"none\"" : string.Empty, $"{VertexBox.SignOf(one)} {VertexBox.Cut(one.Name)}{(one.ChainedSource ? " (source)" : string.Empty)}");
        }

        if (box.Shown.Count < box.All.Count)
        {
            Line(string.Empty, $"+{box.All.Count - box.Shown.Count} more");
        }

        html.Append("</a>\n");

        void Line(string kind, string text) => html.Append(CultureInfo.InvariantCulture, $"<text{kind} y=\"{VertexBox.LineHeight * line++}\">{Encode(text)}</text>");
    }
}
