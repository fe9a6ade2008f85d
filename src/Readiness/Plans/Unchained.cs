namespace FlinkReady.Readiness.Plans;

/// <summary>
/// The unchained plan with what its ids alone tell. No edge of it is chained, so an operator without uid has the id <c>M(k, 0)</c>, mixed with the ids of
/// its inputs in the order of its in-edges (Flink: <c>StreamGraphHasherV2</c>).
/// </summary>
internal sealed class Unchained
{
    private Unchained(PlanGraph graph)
    {
        Graph = graph;
        Origins = new IdOrigin[graph.Count];
        Ordinals = new int[graph.Count];
        InEdges = new int[graph.Count][];
        OutEdges = new int[graph.Count];
        Readers = new List<int>[graph.Count];
        for (var i = 0; i < graph.Count; i++)
        {
            Readers[i] = [];
        }

        foreach (var node in graph.Order)
        {
            foreach (var input in graph.Inputs[node])
            {
                OutEdges[input]++;
                Consumer[input] = node;
            }

            if (graph.Inputs[node] is [var only])
            {
                Readers[only].Add(node);
            }
        }
    }

    /// <summary>The plan.</summary>
    public PlanGraph Graph { get; }

    /// <summary>How each node came to its id.</summary>
    public IdOrigin[] Origins { get; }

    /// <summary>k of each node without uid: how many operators were hashed before it.</summary>
    public int[] Ordinals { get; }

    /// <summary>The producers of each node in the order of its in-edges, where the id tells that; else in the order of the body.</summary>
    public int[][] InEdges { get; }

    /// <summary>Number of edges that leave each node.</summary>
    public int[] OutEdges { get; }

    /// <summary>The nodes whose only input is this one: no others can be chained to it.</summary>
    public List<int>[] Readers { get; }

    /// <summary>Some consumer of each node that has one.</summary>
    public Dictionary<int, int> Consumer { get; } = [];

    /// <summary>Whether a node reads nothing and feeds one operator with several inputs: such a source can be chained into it.</summary>
    public bool MayBeChainedSource(int node) =>
        Graph.Inputs[node].Length == 0 && OutEdges[node] == 1 && Graph.Inputs[Consumer[node]].Length > 1;

    /// <summary>Explains every id; null where the budget does not last, or two operators would have been hashed at once.</summary>
    public static Unchained? Explain(PlanGraph graph, PlanBudget budget, out string wrong)
    {
        var unchained = new Unchained(graph);
        var taken = new bool[graph.Count];
        foreach (var node in graph.Order)
        {
            if (InEdgeOrder.Find(graph, node, budget) is not { } found)
            {
                wrong = PlanBudget.Spent;
                return null;
            }

            unchained.InEdges[node] = found.InEdges;
            unchained.Origins[node] = found.Origin;
            unchained.Ordinals[node] = found.Ordinal;
            if (found.Origin == IdOrigin.Auto && taken[found.Ordinal])
            {
                wrong = "two operators of the unchained plan have the same place in Flink's order";
                return null;
            }

            if (found.Origin == IdOrigin.Auto)
            {
                taken[found.Ordinal] = true;
            }
        }

        wrong = string.Empty;
        return unchained;
    }
}
