using System.Globalization;
using System.Text;
using FlinkReady.Monitor.Layout;
using FlinkReady.Readiness.Names;
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
    public static void Write(StringBuilder html, IReadOnlyList<VertexBox> all, GraphView view, VertexLinks links, int percent)
    {
        if (view.Drawn is not { } drawn)
        {
            return;
        }

        var boxes = view.Shown(all);
        var places = view.Window.Shown.Select((box, place) => (box, place)).ToDictionary(entry => entry.box, entry => entry.place);
        var gaps = view.Window.Gaps.ToDictionary(gap => (places[gap.From], places[gap.To]), gap => gap.Count);
        var (width, height) = (drawn.Size.Width + (2 * Margin), drawn.Size.Height + (2 * Margin));
        var size = percent == Fit ? "width=\"100%\"" : string.Create(CultureInfo.InvariantCulture, $"width=\"{width * percent / 100}\" height=\"{height * percent / 100}\"");
        html.Append(
            CultureInfo.InvariantCulture,
            $"<svg class=\"job\" role=\"img\" aria-label=\"The graph of the job; the table of operators below says the same\" {size} viewBox=\"{-Margin} {-Margin} {width} {height}\">\n");
        foreach (var edge in drawn.Edges)
        {
            Edge(html, boxes, edge, gaps);
        }

        for (var index = 0; index < boxes.Count; index++)
        {
            Box(html, boxes[index], drawn.Boxes[index], links);
        }

        html.Append("</svg>\n");
    }

    private static void Box(StringBuilder html, VertexBox box, DrawnBox place, VertexLinks links)
    {
        var vertex = box.Vertex;
        html.Append(CultureInfo.InvariantCulture, $"<a id=\"{links.BoxName(vertex.Id)}\" href=\"{Encode(links.ToRow(vertex.Id))}\"><g transform=\"translate({place.Corner.X},{place.Corner.Y})\">");
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

    private static void Edge(StringBuilder html, IReadOnlyList<VertexBox> boxes, DrawnEdge edge, Dictionary<(int From, int To), int> gaps)
    {
        var strategies = boxes[edge.To].Vertex.Inputs.Where(input => input.From == boxes[edge.From].Vertex.Id).Select(input => input.ShipStrategy).Distinct(StringComparer.Ordinal).ToArray();
        if (strategies.Length == 0 && gaps.TryGetValue((edge.From, edge.To), out var hidden))
        {
            Line(html, edge, "gap", $"over {Text.Count(hidden, "vertex", "vertices")} that the picture leaves out", string.Create(CultureInfo.InvariantCulture, $"… {hidden} …"));
            return;
        }

        var kind = strategies.Any(strategy => strategy.StartsWith("HASH", StringComparison.Ordinal)) ? "keyed"
            : strategies.Any(strategy => strategy.StartsWith("BROADCAST", StringComparison.Ordinal)) ? "broadcast" : "plain";
        Line(html, edge, kind, string.Join(", ", strategies) + (edge.IsReversed ? ", leads back" : string.Empty), edge.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $"×{edge.Count}") : null);
    }

    private static void Line(StringBuilder html, DrawnEdge edge, string kind, string title, string? label)
    {
        html.Append(CultureInfo.InvariantCulture, $"<g class=\"edge {kind}\"><title>{EncodeText(title)}</title><path d=\"M{edge.Bends[0].X} {edge.Bends[0].Y}");
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
        if (label is not null)
        {
            html.Append(CultureInfo.InvariantCulture, $"<text x=\"{end.X - 10 - (7 * label.Length)}\" y=\"{end.Y - 5}\">{Encode(label)}</text>");
        }

        html.Append("</g>\n");
    }

    // What a pointer shows: long names whole, as far as anybody reads.
    private static string EncodeText(string text) => Encode(Terminal.PlainText.Line(text, 2_000));
}
