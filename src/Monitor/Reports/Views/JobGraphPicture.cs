using System.Globalization;
using System.Text;
using FlinkReady.Monitor.Layout;
using FlinkReady.Readiness.Verdicts;
using static FlinkReady.Monitor.Html.HtmlText;

namespace FlinkReady.Monitor.Reports.Views;

/// <summary>The graph of a job as SVG: where in it something is wrong. No script and no <c>style</c> attribute, which a strict policy would refuse.</summary>
internal static class JobGraphPicture
{
    private const int Margin = 8;

    /// <summary>The graph as it is to be laid out. Edges from vertices that the job doesn't have are left out.</summary>
    public static GraphToDraw ToDraw(IReadOnlyList<VertexBox> boxes)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < boxes.Count; index++)
        {
            places.TryAdd(boxes[index].Vertex.Id, index);
        }

        return new GraphToDraw(
            [.. boxes.Select(box => box.Size)],
            [.. boxes.SelectMany((box, index) => box.Vertex.Inputs.Where(input => places.ContainsKey(input.From)).Select(input => new BoxEdge(places[input.From], index)))]);
    }

    /// <summary>Writes the picture.</summary>
    /// <param name="html">Where it goes.</param>
    /// <param name="boxes">The vertices.</param>
    /// <param name="drawn">Where they stand.</param>
    /// <param name="percent">Its size, of 100.</param>
    public static void Write(StringBuilder html, IReadOnlyList<VertexBox> boxes, DrawnGraph drawn, int percent)
    {
        var (width, height) = (drawn.Size.Width + (2 * Margin), drawn.Size.Height + (2 * Margin));
        html.Append(
            CultureInfo.InvariantCulture,
            $"<svg class=\"job\" role=\"img\" aria-label=\"The graph of the job; the table of operators below says the same\" width=\"{width * percent / 100}\" height=\"{height * percent / 100}\" viewBox=\"{-Margin} {-Margin} {width} {height}\">\n");
        foreach (var edge in drawn.Edges)
        {
            Edge(html, boxes, edge);
        }

        for (var index = 0; index < boxes.Count; index++)
        {
            Box(html, boxes[index], drawn.Boxes[index]);
        }

        html.Append("</svg>\n");
    }

    private static void Box(StringBuilder html, VertexBox box, DrawnBox place)
    {
        var vertex = box.Vertex;
        html.Append(CultureInfo.InvariantCulture, $"<a id=\"{Anchors.OfBox(vertex.Id)}\" href=\"#{Anchors.OfVertex(vertex.Id)}\"><g transform=\"translate({place.Corner.X},{place.Corner.Y})\">");
        html.Append($"<title>{EncodeText(vertex.Name)}</title>");
        html.Append(CultureInfo.InvariantCulture, $"<rect class=\"box {box.Worst?.ToText()}\" width=\"{place.Size.Width}\" height=\"{place.Size.Height}\" rx=\"4\"/>");
        var line = 0;
        Line("name", box.Title);
        var y = Baseline(line++);
        html.Append(CultureInfo.InvariantCulture, $"<text x=\"{VertexBox.Padding}\" y=\"{y}\"><tspan class=\"scaling\">{Encode(box.Scaling)}</tspan> · <tspan class=\"state\">{Encode(box.State)}</tspan></text>");
        foreach (var one in box.Shown)
        {
            Line(one is { Assignable: true, Uid: Readiness.OperatorIds.Contract.UidVerdict.Auto } ? "uid none" : "uid", $"{VertexBox.SignOf(one)} {VertexBox.Cut(one.Name)}{(one.ChainedSource ? " (source)" : string.Empty)}");
        }

        if (box.Shown.Count < box.All.Count)
        {
            Line("uid", $"+{box.All.Count - box.Shown.Count} more");
        }

        html.Append("</g></a>\n");

        void Line(string kind, string text) => html.Append(CultureInfo.InvariantCulture, $"<text class=\"{kind}\" x=\"{VertexBox.Padding}\" y=\"{Baseline(line++)}\">{Encode(text)}</text>");
    }

    private static int Baseline(int line) => VertexBox.Padding + (VertexBox.LineHeight * line) + 12;

    private static void Edge(StringBuilder html, IReadOnlyList<VertexBox> boxes, DrawnEdge edge)
    {
        var strategies = boxes[edge.To].Vertex.Inputs.Where(input => input.From == boxes[edge.From].Vertex.Id).Select(input => input.ShipStrategy).Distinct(StringComparer.Ordinal).ToArray();
        var kind = strategies.Any(strategy => strategy.StartsWith("HASH", StringComparison.Ordinal)) ? "keyed"
            : strategies.Any(strategy => strategy.StartsWith("BROADCAST", StringComparison.Ordinal)) ? "broadcast" : "plain";
        html.Append(CultureInfo.InvariantCulture, $"<g class=\"edge {kind}\"><title>{EncodeText(string.Join(", ", strategies))}{(edge.IsReversed ? ", leads back" : string.Empty)}</title><path d=\"M{edge.Bends[0].X} {edge.Bends[0].Y}");
        for (var index = 1; index < edge.Bends.Count; index++)
        {
            var (from, to) = (edge.Bends[index - 1], edge.Bends[index]);
            var middle = Math.Round((from.X + to.X) / 2, 1);
            html.Append(from.Y.Equals(to.Y)
                ? string.Create(CultureInfo.InvariantCulture, $"H{to.X}")
                : string.Create(CultureInfo.InvariantCulture, $"C{middle} {from.Y} {middle} {to.Y} {to.X} {to.Y}"));
        }

        html.Append("\"/>");
        var end = edge.IsReversed ? edge.Bends[0] : edge.Bends[^1];
        var away = edge.IsReversed ? 6 : -6;
        html.Append(CultureInfo.InvariantCulture, $"<path class=\"tip\" d=\"M{end.X} {end.Y}l{away} -4v8z\"/>");
        if (edge.Count > 1)
        {
            html.Append(CultureInfo.InvariantCulture, $"<text x=\"{end.X - 24}\" y=\"{end.Y - 5}\">×{edge.Count}</text>");
        }

        html.Append("</g>\n");
    }

    // What a pointer shows: long names whole, as far as anybody reads.
    private static string EncodeText(string text) => Encode(Terminal.PlainText.Line(text, 2_000));
}
