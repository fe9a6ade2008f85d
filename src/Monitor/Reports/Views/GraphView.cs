using FlinkReady.Monitor.Layout;

namespace FlinkReady.Monitor.Reports.Views;

/// <summary>The part of a job's graph that is shown, laid out. Holds no text of the job: it may be kept while these change.</summary>
/// <param name="Window">The vertices that are shown.</param>
/// <param name="Drawn">Where they stand; null where even that is too much for a picture.</param>
internal sealed record GraphView(GraphWindow Window, DrawnGraph? Drawn)
{
    /// <summary>Lays a job's graph out.</summary>
    /// <param name="boxes">Its vertices.</param>
    /// <param name="around">The vertex to look around, null for those with an open finding.</param>
    /// <param name="steps">How far, where the graph is not shown whole.</param>
    /// <param name="chosen">The vertices to look around instead, by their index; null for none in particular.</param>
    public static GraphView Of(IReadOnlyList<VertexBox> boxes, string? around = null, int steps = 1, IReadOnlyList<int>? chosen = null)
    {
        var edges = Edges(boxes);
        var window = GraphWindow.Of(boxes, edges, around, steps, chosen);
        var places = new Dictionary<int, int>();
        foreach (var box in window.Shown)
        {
            places.Add(box, places.Count);
        }

        var kept = edges.Where(edge => places.ContainsKey(edge.From) && places.ContainsKey(edge.To)).Concat(window.Gaps.Select(gap => new BoxEdge(gap.From, gap.To)));
        return new GraphView(window, LayeredLayout.Of(new GraphToDraw([.. window.Shown.Select(box => boxes[box].Size)], [.. kept.Select(edge => new BoxEdge(places[edge.From], places[edge.To]))])));
    }

    /// <summary>The vertices that are shown.</summary>
    public IReadOnlyList<VertexBox> Shown(IReadOnlyList<VertexBox> boxes) => Drawn is null ? [] : [.. Window.Shown.Select(box => boxes[box])];

    /// <summary>The edges of a graph, by index. Those from vertices that the job doesn't have are left out.</summary>
    public static IReadOnlyList<BoxEdge> Edges(IReadOnlyList<VertexBox> boxes)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < boxes.Count; index++)
        {
            places.TryAdd(boxes[index].Vertex.Id, index);
        }

        return [.. boxes.SelectMany((box, index) => box.Vertex.Inputs.Where(input => places.ContainsKey(input.From)).Select(input => new BoxEdge(places[input.From], index)))];
    }
}
