namespace FlinkReady.Monitor.Layout;

/// <summary>How far from the top the boxes and bends of each column stand: near to their neighbours, in their order, and apart from each other.</summary>
internal sealed class ColumnHeights
{
    private const int Passes = 10;
    private const int Gap = 18;
    private const int BendHeight = 4;

    // Long lines should be straight: a bend pulls more than a box.
    private const double BendWeight = 4;

    private readonly LayeredGraph _graph;
    private readonly int[][] _columns;
    private readonly double[] _heights;
    private readonly double[] _middles;
    private readonly double[] _offsets;
    private readonly Block[] _blocks;

    private ColumnHeights(LayeredGraph graph, int[][] columns, IReadOnlyList<BoxSize> boxes)
    {
        _graph = graph;
        _columns = columns;
        _heights = [.. Enumerable.Range(0, graph.Nodes).Select(node => node < graph.Boxes ? (double)boxes[node].Height : BendHeight)];
        _middles = new double[graph.Nodes];
        var longest = columns.Length == 0 ? 0 : columns.Max(column => column.Length);
        _offsets = new double[longest];
        _blocks = new Block[longest];
    }

    /// <summary>The middle of each box and bend, from 0 at the upper edge of the highest one, in tenths of a pixel.</summary>
    public static double[] Of(LayeredGraph graph, int[][] columns, IReadOnlyList<BoxSize> boxes)
    {
        var heights = new ColumnHeights(graph, columns, boxes);
        foreach (var column in columns)
        {
            heights.Settle(column, static (_, _) => 0);
        }

        for (var pass = 0; pass < Passes; pass++)
        {
            var toTheRight = pass % 2 == 0;
            for (var index = 0; index < columns.Length; index++)
            {
                heights.Settle(columns[toTheRight ? index : columns.Length - 1 - index], pass < Passes - 2 ? toTheRight ? FromTheLeft : FromTheRight : FromBoth);
            }
        }

        return heights.FromTheTop();
    }

    private static double FromTheLeft(ColumnHeights heights, int node) => heights.Mean(heights._graph.Left[node], []) ?? heights._middles[node];

    private static double FromTheRight(ColumnHeights heights, int node) => heights.Mean(heights._graph.Right[node], []) ?? heights._middles[node];

    private static double FromBoth(ColumnHeights heights, int node) => heights.Mean(heights._graph.Left[node], heights._graph.Right[node]) ?? heights._middles[node];

    private double? Mean(ReadOnlySpan<int> some, ReadOnlySpan<int> others)
    {
        var sum = 0d;
        foreach (var node in some)
        {
            sum += _middles[node];
        }

        foreach (var node in others)
        {
            sum += _middles[node];
        }

        return some.Length + others.Length == 0 ? null : sum / (some.Length + others.Length);
    }

    // The places nearest to the wished ones (least squares) that keep order and distance: isotonic regression, where neighbours that would
    // have to pass each other are pooled and share a mean.
    private void Settle(int[] column, Func<ColumnHeights, int, double> wish)
    {
        var blocks = 0;
        for (var place = 0; place < column.Length; place++)
        {
            var node = column[place];
            _offsets[place] = place == 0 ? 0 : _offsets[place - 1] + ((_heights[column[place - 1]] + _heights[node]) / 2) + GapBetween(column[place - 1], node);
            var weight = node < _graph.Boxes ? 1 : BendWeight;
            _blocks[blocks++] = new Block(weight, weight * (wish(this, node) - _offsets[place]), 1);
            while (blocks > 1 && _blocks[blocks - 2].Mean > _blocks[blocks - 1].Mean)
            {
                _blocks[blocks - 2] = _blocks[blocks - 2].With(_blocks[blocks - 1]);
                blocks--;
            }
        }

        var at = 0;
        for (var block = 0; block < blocks; block++)
        {
            for (var end = at + _blocks[block].Count; at < end; at++)
            {
                _middles[column[at]] = _blocks[block].Mean + _offsets[at];
            }
        }
    }

    private double GapBetween(int upper, int lower) => upper < _graph.Boxes || lower < _graph.Boxes ? Gap : BendHeight;

    private double[] FromTheTop()
    {
        var top = 0d;
        for (var node = 0; node < _middles.Length; node++)
        {
            top = node == 0 ? _middles[0] - (_heights[0] / 2) : Math.Min(top, _middles[node] - (_heights[node] / 2));
        }

        return Array.ConvertAll(_middles, middle => Math.Round(middle - top, 1));
    }

    private readonly record struct Block(double Weight, double Sum, int Count)
    {
        public double Mean => Sum / Weight;

        public Block With(Block other) => new(Weight + other.Weight, Sum + other.Sum, Count + other.Count);
    }
}
