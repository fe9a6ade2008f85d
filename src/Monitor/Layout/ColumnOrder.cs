namespace FlinkReady.Monitor.Layout;

/// <summary>In which order the boxes and bends of each column stand, from the top: few lines should cross.</summary>
internal sealed class ColumnOrder
{
    private const int Sweeps = 12;

    private readonly LayeredGraph _graph;
    private readonly int[][] _columns;
    private readonly int[] _places;
    private readonly Crossings _crossings;

    private ColumnOrder(LayeredGraph graph)
    {
        _graph = graph;
        _places = new int[graph.Nodes];
        _columns = StartOf(graph);
        _crossings = new Crossings(graph);
        foreach (var column in _columns)
        {
            Place(column);
        }
    }

    /// <summary>Finds an order with few crossings: medians of the neighbours, from left to right and back; the best one is kept.</summary>
    /// <returns>The columns, each from the top, and how many crossings are left.</returns>
    public static (int[][] Columns, int Crossings) Of(LayeredGraph graph)
    {
        var order = new ColumnOrder(graph);
        var fewest = order._crossings.Of(order._columns, order._places);
        var best = Copy(order._columns);
        for (var sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            order.Sweep(toTheRight: sweep % 2 == 0);
            order.Swap();
            var crossings = order._crossings.Of(order._columns, order._places);
            if (crossings < fewest)
            {
                fewest = crossings;
                best = Copy(order._columns);
            }
        }

        return (best, fewest);
    }

    // A walk in depth over neighbours on both sides keeps together what belongs together.
    private static int[][] StartOf(LayeredGraph graph)
    {
        var columns = new List<int>[graph.Columns.Length == 0 ? 0 : graph.Columns.Max() + 1];
        for (var column = 0; column < columns.Length; column++)
        {
            columns[column] = [];
        }

        var isSeen = new bool[graph.Nodes];
        var open = new Stack<int>();
        foreach (var start in Enumerable.Range(0, graph.Boxes).OrderBy(box => graph.Columns[box]))
        {
            open.Push(start);
            while (open.TryPop(out var node))
            {
                if (isSeen[node])
                {
                    continue;
                }

                isSeen[node] = true;
                columns[graph.Columns[node]].Add(node);
                Push(graph.Left[node]);
                Push(graph.Right[node]);
            }
        }

        return Array.ConvertAll(columns, column => column.ToArray());

        void Push(ReadOnlySpan<int> neighbours)
        {
            for (var index = neighbours.Length - 1; index >= 0; index--)
            {
                open.Push(neighbours[index]);
            }
        }
    }

    private void Sweep(bool toTheRight)
    {
        var beside = toTheRight ? _graph.Left : _graph.Right;
        var keys = new long[_columns.Length == 0 ? 0 : _columns.Max(column => column.Length)];
        for (var index = 1; index < _columns.Length; index++)
        {
            var column = _columns[toTheRight ? index : _columns.Length - 1 - index];
            for (var place = 0; place < column.Length; place++)
            {
                // The place itself keeps equal ones in their order, and apart.
                keys[place] = ((long)TwiceTheMedian(beside[column[place]], place) * column.Length) + place;
            }

            Array.Sort(keys, column, 0, column.Length);
            Place(column);
        }
    }

    // Whoever has no neighbour on that side stays where it is.
    private int TwiceTheMedian(ReadOnlySpan<int> neighbours, int place)
    {
        if (neighbours.Length == 0)
        {
            return 2 * place;
        }

        Span<int> places = neighbours.Length <= 256 ? stackalloc int[neighbours.Length] : new int[neighbours.Length];
        for (var index = 0; index < neighbours.Length; index++)
        {
            places[index] = _places[neighbours[index]];
        }

        places.Sort();
        var middle = places.Length / 2;
        return places.Length % 2 == 1 ? 2 * places[middle] : places[middle - 1] + places[middle];
    }

    // Two that stand one above the other change places where fewer lines cross then.
    private void Swap()
    {
        foreach (var column in _columns)
        {
            for (var place = 0; place + 1 < column.Length; place++)
            {
                var (upper, lower) = (column[place], column[place + 1]);
                if (_crossings.Between(upper, lower, _places) > _crossings.Between(lower, upper, _places))
                {
                    (column[place], column[place + 1]) = (lower, upper);
                    (_places[lower], _places[upper]) = (place, place + 1);
                }
            }
        }
    }

    private void Place(int[] column)
    {
        for (var place = 0; place < column.Length; place++)
        {
            _places[column[place]] = place;
        }
    }

    private static int[][] Copy(int[][] columns) => Array.ConvertAll(columns, column => (int[])column.Clone());
}
