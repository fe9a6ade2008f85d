using FlinkReady.Monitor.Layout;

namespace FlinkReady.Monitor.Reports.Views;

/// <summary>
/// The vertices of a graph that a picture shows: all of them, or of a large graph what is near those with an open finding. A pure function of the graph.
/// Indexes instead of vertices, so that it may be kept while texts change.
/// </summary>
internal sealed class GraphWindow
{
    /// <summary>The most vertices that a window is made around.</summary>
    public const int MostSeeds = 60;

    /// <summary>The farthest it reaches, in edges.</summary>
    public const int MostSteps = 3;

    // More dotted lines than this hide what they lead to.
    private const int MostGaps = 1_000;

    private GraphWindow(IReadOnlyList<int> shown, IReadOnlyList<Gap> gaps, int steps, bool isWhole, bool lacksGaps) =>
        (Shown, Gaps, Steps, IsWhole, LacksGaps) = (shown, gaps, steps, isWhole, lacksGaps);

    /// <summary>The vertices, by their index, in their order.</summary>
    public IReadOnlyList<int> Shown { get; }

    /// <summary>The ways between two of them that lead over others only.</summary>
    public IReadOnlyList<Gap> Gaps { get; }

    /// <summary>How many edges it reaches; fewer than asked for where that would be too much for a picture.</summary>
    public int Steps { get; }

    /// <summary>True where nothing is left out.</summary>
    public bool IsWhole { get; }

    /// <summary>True where there are too many ways over what is left out to show them.</summary>
    public bool LacksGaps { get; }

    /// <summary>The window of a graph.</summary>
    /// <param name="boxes">Its vertices.</param>
    /// <param name="edges">Its edges, by index.</param>
    /// <param name="around">The id of the vertex to look around; null for those with an open finding, or for the whole where that is small enough.</param>
    /// <param name="steps">How many edges to reach.</param>
    /// <param name="chosen">Those to look around instead, by their index; null for none in particular.</param>
    public static GraphWindow Of(IReadOnlyList<VertexBox> boxes, IReadOnlyList<BoxEdge> edges, string? around, int steps, IReadOnlyList<int>? chosen = null)
    {
        var centre = around is null ? -1 : boxes.ToList().FindIndex(box => box.Vertex.Id == around);
        if (boxes.Count == 0 || (centre < 0 && boxes.Count <= GraphToDraw.MostBoxes && (chosen is null || chosen.Count == boxes.Count)))
        {
            return new GraphWindow([.. Enumerable.Range(0, boxes.Count)], [], steps, isWhole: true, lacksGaps: false);
        }

        var (after, before) = (Ways(boxes.Count, edges, edge => (edge.From, edge.To)), Ways(boxes.Count, edges, edge => (edge.To, edge.From)));
        var shown = new HashSet<int>(centre >= 0 ? [centre] : chosen is null ? Seeds(boxes) : Worst(chosen, boxes, GraphToDraw.MostBoxes));
        var reached = 0;
        while (reached < Math.Clamp(steps, 0, MostSteps))
        {
            var next = shown.Concat(shown.SelectMany(box => after[box].Concat(before[box]))).ToHashSet();
            if (next.Count > GraphToDraw.MostBoxes)
            {
                break;
            }

            shown = next;
            reached++;
        }

        var gaps = FindGaps(shown, after, before);
        return new GraphWindow([.. shown.Order()], gaps ?? [], reached, isWhole: false, lacksGaps: gaps is null);
    }

    // Without a finding: the first vertex, which is a source.
    private static List<int> Seeds(IReadOnlyList<VertexBox> boxes)
    {
        var seeds = Worst([.. Enumerable.Range(0, boxes.Count).Where(box => boxes[box].Worst is not null)], boxes, MostSeeds);
        return seeds.Count > 0 ? seeds : [0];
    }

    private static List<int> Worst(IReadOnlyList<int> chosen, IReadOnlyList<VertexBox> boxes, int most) => [.. chosen.OrderByDescending(box => boxes[box].Worst).Take(most)];

    private static List<int>[] Ways(int count, IReadOnlyList<BoxEdge> edges, Func<BoxEdge, (int From, int To)> direction)
    {
        var ways = new List<int>[count];
        for (var box = 0; box < count; box++)
        {
            ways[box] = [];
        }

        foreach (var edge in edges)
        {
            var (from, to) = direction(edge);
            ways[from].Add(to);
        }

        return ways;
    }

    // Null where there are too many.
    private static List<Gap>? FindGaps(HashSet<int> shown, List<int>[] after, List<int>[] before)
    {
        var backward = new Dictionary<int, HashSet<int>>();
        var gaps = new List<Gap>();
        foreach (var from in shown.Order())
        {
            var (hidden, ends) = Beyond(from, shown, after);
            foreach (var to in ends.Where(to => to != from).Order())
            {
                if (gaps.Count == MostGaps)
                {
                    return null;
                }

                if (!backward.TryGetValue(to, out var leading))
                {
                    backward[to] = leading = Beyond(to, shown, before).Hidden;
                }

                gaps.Add(new Gap(from, to, hidden.Count(leading.Contains)));
            }
        }

        return gaps;
    }

    // What is reached over hidden vertices only, and the shown ones that this ends at.
    private static (HashSet<int> Hidden, HashSet<int> Ends) Beyond(int start, HashSet<int> shown, List<int>[] ways)
    {
        var hidden = new HashSet<int>();
        var ends = new HashSet<int>();
        var open = new Stack<int>(ways[start].Where(box => !shown.Contains(box)));
        while (open.TryPop(out var box))
        {
            if (!hidden.Add(box))
            {
                continue;
            }

            foreach (var next in ways[box])
            {
                if (shown.Contains(next))
                {
                    ends.Add(next);
                }
                else
                {
                    open.Push(next);
                }
            }
        }

        return (hidden, ends);
    }
}

/// <summary>A way that leads over vertices that a picture leaves out.</summary>
/// <param name="From">The vertex that it begins at, by its index in the graph.</param>
/// <param name="To">The one it ends at.</param>
/// <param name="Count">How many vertices lie on it.</param>
internal readonly record struct Gap(int From, int To, int Count);
