namespace FlinkReady.Monitor.Layout;

/// <summary>
/// A graph in columns. Every line leads to the right; one that passes columns has a bend in each, so that all steps join neighbouring columns.
/// Boxes keep their index, bends follow behind them.
/// </summary>
internal sealed class LayeredGraph
{
    private LayeredGraph(int boxes, IReadOnlyList<Line> lines, int[] columns, IReadOnlyList<int[]> bends, int nodes)
    {
        Boxes = boxes;
        Lines = lines;
        Bends = bends;
        Columns = columns;
        Steps = StepsOf(lines, bends);
        Left = new Neighbours(nodes, Steps, toTheLeft: true);
        Right = new Neighbours(nodes, Steps, toTheLeft: false);
    }

    /// <summary>How many boxes there are.</summary>
    public int Boxes { get; }

    /// <summary>How many boxes and bends there are.</summary>
    public int Nodes => Columns.Length;

    /// <summary>The lines.</summary>
    public IReadOnlyList<Line> Lines { get; }

    /// <summary>The bends of each line, from left to right.</summary>
    public IReadOnlyList<int[]> Bends { get; }

    /// <summary>The column of each box and bend, from 0.</summary>
    public int[] Columns { get; }

    /// <summary>The steps of all lines from one column to the next.</summary>
    public IReadOnlyList<BoxEdge> Steps { get; }

    /// <summary>The neighbours in the column before.</summary>
    public Neighbours Left { get; }

    /// <summary>The neighbours in the column behind.</summary>
    public Neighbours Right { get; }

    /// <summary>Puts a graph into columns.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="mostBends">The most bends that are allowed.</param>
    /// <returns>The columns; null where the lines would pass more of them than allowed.</returns>
    public static LayeredGraph? Of(GraphToDraw graph, int mostBends)
    {
        var boxes = graph.Boxes.Count;
        var lines = Circles.Open(boxes, graph.Edges);
        var columns = ColumnsOf(boxes, lines);
        var bends = new int[lines.Count][];
        var all = new List<int>(columns);
        for (var index = 0; index < lines.Count; index++)
        {
            var line = lines[index];
            var passed = columns[line.To] - columns[line.From] - 1;
            if (all.Count - boxes + passed > mostBends)
            {
                return null;
            }

            bends[index] = [.. Enumerable.Range(all.Count, passed)];
            all.AddRange(Enumerable.Range(columns[line.From] + 1, passed));
        }

        return new LayeredGraph(boxes, lines, [.. all], bends, all.Count);
    }

    // The longest way from a box without inputs; then those move next to their nearest reader, so that a late source stands where it is read.
    private static int[] ColumnsOf(int boxes, IReadOnlyList<Line> lines)
    {
        var columns = new int[boxes];
        var open = new int[boxes];
        var readers = new List<int>[boxes];
        for (var box = 0; box < boxes; box++)
        {
            readers[box] = [];
        }

        foreach (var line in lines)
        {
            open[line.To]++;
            readers[line.From].Add(line.To);
        }

        var isSource = Array.ConvertAll(open, count => count == 0);
        var ready = new Queue<int>(Enumerable.Range(0, boxes).Where(box => isSource[box]));
        while (ready.TryDequeue(out var box))
        {
            foreach (var reader in readers[box])
            {
                columns[reader] = Math.Max(columns[reader], columns[box] + 1);
                if (--open[reader] == 0)
                {
                    ready.Enqueue(reader);
                }
            }
        }

        for (var box = 0; box < boxes; box++)
        {
            if (isSource[box] && readers[box].Count > 0)
            {
                columns[box] = readers[box].Min(reader => columns[reader]) - 1;
            }
        }

        return columns;
    }

    private static List<BoxEdge> StepsOf(IReadOnlyList<Line> lines, IReadOnlyList<int[]> bends)
    {
        var steps = new List<BoxEdge>();
        for (var index = 0; index < lines.Count; index++)
        {
            var from = lines[index].From;
            foreach (var bend in bends[index])
            {
                steps.Add(new BoxEdge(from, bend));
                from = bend;
            }

            steps.Add(new BoxEdge(from, lines[index].To));
        }

        return steps;
    }
}
