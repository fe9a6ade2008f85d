namespace FlinkReady.Monitor.Layout;

/// <summary>Makes lines of edges: parallel ones are merged, and what closes a circle (an iteration of Flink 1.x) is turned round.</summary>
internal static class Circles
{
    /// <summary>The lines, none of which leads back, by their first box and then by their second.</summary>
    public static IReadOnlyList<Line> Open(int boxes, IReadOnlyList<BoxEdge> edges)
    {
        var counts = edges.Where(edge => edge.From != edge.To).GroupBy(edge => edge).ToDictionary(group => group.Key, group => group.Count());
        var readers = new List<int>[boxes];
        for (var box = 0; box < boxes; box++)
        {
            readers[box] = [];
        }

        foreach (var edge in counts.Keys)
        {
            readers[edge.From].Add(edge.To);
        }

        var leadsBack = Back(readers);
        return
        [
            .. counts.Select(entry => leadsBack.Contains(entry.Key)
                    ? new Line(entry.Key.To, entry.Key.From, entry.Value, IsReversed: true)
                    : new Line(entry.Key.From, entry.Key.To, entry.Value, IsReversed: false))
                .OrderBy(line => line.From).ThenBy(line => line.To).ThenBy(line => line.IsReversed),
        ];
    }

    // A walk in depth, without recursion: a chain may be as long as the graph.
    private static HashSet<BoxEdge> Back(List<int>[] readers)
    {
        var back = new HashSet<BoxEdge>();
        var isOpen = new bool[readers.Length];
        var isDone = new bool[readers.Length];
        var path = new Stack<(int Box, int Next)>();
        for (var start = 0; start < readers.Length; start++)
        {
            if (isDone[start])
            {
                continue;
            }

            isOpen[start] = true;
            path.Push((start, 0));
            while (path.TryPop(out var at))
            {
                if (at.Next == readers[at.Box].Count)
                {
                    isOpen[at.Box] = false;
                    isDone[at.Box] = true;
                    continue;
                }

                path.Push((at.Box, at.Next + 1));
                var reader = readers[at.Box][at.Next];
                if (isOpen[reader])
                {
                    back.Add(new BoxEdge(at.Box, reader));
                }
                else if (!isDone[reader])
                {
                    isOpen[reader] = true;
                    path.Push((reader, 0));
                }
            }
        }

        return back;
    }
}
