namespace FlinkReady.Monitor.Layout;

/// <summary>
/// Lays a graph out in columns from left to right, as Flink's own page does: a pure function of the graph, bounded by what it is given and never by the clock.
/// The method is that of Sugiyama, Tagawa and Toda (1981): columns, an order in each with few crossings, heights.
/// </summary>
internal static class LayeredLayout
{
    private const int ColumnGap = 56;

    /// <summary>Lays a graph out.</summary>
    /// <param name="graph">The graph.</param>
    /// <returns>The picture; null where the graph is beyond <see cref="GraphToDraw.MostBoxes"/>, <see cref="GraphToDraw.MostEdges"/> or <see cref="GraphToDraw.MostBends"/>.</returns>
    public static DrawnGraph? Of(GraphToDraw graph) =>
        graph.Boxes.Count <= GraphToDraw.MostBoxes && graph.Edges.Count <= GraphToDraw.MostEdges && LayeredGraph.Of(graph, GraphToDraw.MostBends) is { } layers
            ? Draw(graph, layers)
            : null;

    /// <summary>Draws what stands in columns.</summary>
    public static DrawnGraph Draw(GraphToDraw graph, LayeredGraph layers)
    {
        var (columns, crossings) = ColumnOrder.Of(layers);
        var middles = ColumnHeights.Of(layers, columns, graph.Boxes);
        var widths = Array.ConvertAll(columns, column => column.Max(node => node < layers.Boxes ? graph.Boxes[node].Width : 0));
        var lefts = new int[columns.Length];
        for (var column = 1; column < columns.Length; column++)
        {
            lefts[column] = lefts[column - 1] + widths[column - 1] + ColumnGap;
        }

        DrawnBox[] boxes = [.. graph.Boxes.Select((size, box) => new DrawnBox(new Place(lefts[layers.Columns[box]], Tenths(middles[box] - (size.Height / 2d))), size))];
        DrawnEdge[] edges = [.. layers.Lines.Select((line, index) => Edge(line, layers.Bends[index]))];
        var width = columns.Length == 0 ? 0 : lefts[^1] + widths[^1];
        var height = boxes.Length == 0 ? 0 : Math.Max(boxes.Max(box => box.Corner.Y + box.Size.Height), middles.Max());
        return new DrawnGraph(new BoxSize(width, (int)Math.Ceiling(height)), boxes, edges, crossings);

        DrawnEdge Edge(Line line, int[] bends)
        {
            var places = new List<Place> { new(lefts[layers.Columns[line.From]] + graph.Boxes[line.From].Width, middles[line.From]) };
            foreach (var bend in bends)
            {
                var left = lefts[layers.Columns[bend]];
                places.Add(new Place(left, middles[bend]));
                places.Add(new Place(left + widths[layers.Columns[bend]], middles[bend]));
            }

            places.Add(new Place(lefts[layers.Columns[line.To]], middles[line.To]));
            return line.IsReversed ? new DrawnEdge(line.To, line.From, line.Count, true, places) : new DrawnEdge(line.From, line.To, line.Count, false, places);
        }
    }

    private static double Tenths(double value) => Math.Round(value, 1);
}
