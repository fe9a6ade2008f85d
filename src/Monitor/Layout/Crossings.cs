namespace FlinkReady.Monitor.Layout;

/// <summary>Counts where lines cross.</summary>
internal sealed class Crossings(LayeredGraph graph)
{
    // Above it two neighbours are compared by nobody: the price grows with the product of their lines.
    private const int MostPairs = 4_096;

    private readonly int[] _tree = new int[graph.Nodes + 1];
    private readonly int[] _ends = new int[graph.Steps.Count];

    /// <summary>How often two lines cross between any two columns.</summary>
    public int Of(int[][] columns, int[] places)
    {
        var crossings = 0;
        for (var index = 0; index + 1 < columns.Length; index++)
        {
            crossings += Behind(columns[index], columns[index + 1].Length, places);
        }

        return crossings;
    }

    /// <summary>How often the lines of two would cross if the first stood above the second.</summary>
    public int Between(int upper, int lower, int[] places) =>
        Between(graph.Left[upper], graph.Left[lower], places) + Between(graph.Right[upper], graph.Right[lower], places);

    private static int Between(ReadOnlySpan<int> upper, ReadOnlySpan<int> lower, int[] places)
    {
        if ((long)upper.Length * lower.Length > MostPairs)
        {
            return 0;
        }

        var crossings = 0;
        foreach (var one in upper)
        {
            foreach (var other in lower)
            {
                crossings += places[one] > places[other] ? 1 : 0;
            }
        }

        return crossings;
    }

    // Lines in the order of their left ends: each crosses those before it that end further down. A Fenwick tree counts these.
    private int Behind(int[] column, int height, int[] places)
    {
        var tree = _tree.AsSpan(0, height + 1);
        tree.Clear();
        var (crossings, counted) = (0, 0);
        foreach (var node in column)
        {
            var readers = graph.Right[node];
            var ends = _ends.AsSpan(0, readers.Length);
            for (var index = 0; index < readers.Length; index++)
            {
                ends[index] = places[readers[index]];
            }

            ends.Sort();
            foreach (var end in ends)
            {
                crossings += counted - UpTo(tree, end);
            }

            foreach (var end in ends)
            {
                for (var at = end + 1; at <= height; at += at & -at)
                {
                    tree[at]++;
                }
            }

            counted += ends.Length;
        }

        return crossings;
    }

    private static int UpTo(ReadOnlySpan<int> tree, int place)
    {
        var sum = 0;
        for (var at = place + 1; at > 0; at -= at & -at)
        {
            sum += tree[at];
        }

        return sum;
    }
}
