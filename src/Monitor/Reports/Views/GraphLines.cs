using System.Globalization;
using System.Text;
using FlinkReady.Monitor.Layout;
using FlinkReady.Readiness.Names;
using static FlinkReady.Monitor.Html.HtmlText;

namespace FlinkReady.Monitor.Reports.Views;

/// <summary>The lines of a graph as SVG. Those that say the same when a pointer rests on them share the element that says it.</summary>
internal static class GraphLines
{
    /// <summary>Writes them.</summary>
    /// <param name="html">Where they go.</param>
    /// <param name="boxes">The vertices that are shown.</param>
    /// <param name="view">What of the graph is shown.</param>
    /// <param name="drawn">Where it stands.</param>
    public static void Write(StringBuilder html, IReadOnlyList<VertexBox> boxes, GraphView view, DrawnGraph drawn)
    {
        var places = new Dictionary<int, int>(view.Window.Shown.Count);
        foreach (var box in view.Window.Shown)
        {
            places.Add(box, places.Count);
        }

        var gaps = view.Window.Gaps.ToDictionary(gap => (places[gap.From], places[gap.To]), static gap => gap.Count);

        var kinds = new Dictionary<string, Lines>(StringComparer.Ordinal);
        foreach (var edge in drawn.Edges)
        {
            var (kind, title, label) = Say(boxes, edge, gaps);
            if (!kinds.TryGetValue(title, out var lines))
            {
                kinds.Add(title, lines = new Lines(kind));
            }

            lines.Add(edge, label);
        }

        foreach (var (title, lines) in kinds)
        {
            lines.Write(html, title);
        }
    }

    /// <summary>A coordinate as it is drawn: borders between two pixels are blurred.</summary>
    public static int Whole(double pixels) => (int)Math.Round(pixels);

    private static (string Kind, string Title, string? Label) Say(IReadOnlyList<VertexBox> boxes, DrawnEdge edge, Dictionary<(int From, int To), int> gaps)
    {
        var strategies = boxes[edge.To].Vertex.Inputs.Where(input => input.From == boxes[edge.From].Vertex.Id).Select(input => input.ShipStrategy).Distinct(StringComparer.Ordinal).ToArray();
        if (strategies.Length == 0 && gaps.TryGetValue((edge.From, edge.To), out var hidden))
        {
            return ("gap", $"over {Text.Count(hidden, "vertex", "vertices")} that the picture leaves out", string.Create(CultureInfo.InvariantCulture, $"… {hidden} …"));
        }

        var kind = strategies.Any(strategy => strategy.StartsWith("HASH", StringComparison.Ordinal)) ? "keyed"
            : strategies.Any(strategy => strategy.StartsWith("BROADCAST", StringComparison.Ordinal)) ? "broadcast" : "plain";
        return (kind, string.Join(", ", strategies) + (edge.IsReversed ? ", leads back" : string.Empty), edge.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $"×{edge.Count}") : null);
    }

    /// <summary>Lines of one kind with one title: the paths of all in one, then their tips, then what stands beside some.</summary>
    private sealed class Lines(string kind)
    {
        private readonly StringBuilder _paths = new();
        private readonly StringBuilder _tips = new();
        private readonly StringBuilder _labels = new();

        public void Add(DrawnEdge edge, string? label)
        {
            // Steps from the place before are shorter to write than places.
            var (x, y) = Rounded(edge.Bends[0]);
            _paths.Append(CultureInfo.InvariantCulture, $"M{x} {y}");
            for (var index = 1; index < edge.Bends.Count; index++)
            {
                var (nextX, nextY) = Rounded(edge.Bends[index]);
                var (right, down) = (nextX - x, nextY - y);
                _paths.Append(down == 0
                    ? string.Create(CultureInfo.InvariantCulture, $"h{right}")
                    : string.Create(CultureInfo.InvariantCulture, $"c{right / 2} 0 {right / 2} {down} {right} {down}"));
                (x, y) = (nextX, nextY);
            }

            (x, y) = edge.IsReversed ? Rounded(edge.Bends[0]) : (x, y);
            _tips.Append(CultureInfo.InvariantCulture, $"M{x} {y}l{(edge.IsReversed ? 6 : -6)}-4v8z");
            if (label is not null)
            {
                _labels.Append(CultureInfo.InvariantCulture, $"<text x=\"{x - 10 - (7 * label.Length)}\" y=\"{y - 5}\">{Encode(label)}</text>");
            }
        }

        public void Write(StringBuilder html, string title) =>
            html.Append($"<g class=\"edge {kind}\"><title>{EncodeValue(title)}</title><path d=\"").Append(_paths).Append("\"/><path class=\"tip\" d=\"").Append(_tips).Append("\"/>").Append(_labels).Append("</g>\n");

        private static (int X, int Y) Rounded(Place place) => (Whole(place.X), Whole(place.Y));
    }
}
