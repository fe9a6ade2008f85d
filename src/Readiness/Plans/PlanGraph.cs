using System.Diagnostics.CodeAnalysis;
using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.Plans;

/// <summary>A plan whose ids and edges are read and found sound: every id is one that Flink can have made, and there is no circle.</summary>
internal sealed class PlanGraph
{
    private const string LineBreak = "<br/>";

    private readonly Dictionary<OperatorHash, int> _byId;

    private PlanGraph(ProgramPlan plan, OperatorHash[] ids, int[][] inputs, Dictionary<OperatorHash, int> byId, int[] order)
    {
        Plan = plan;
        Ids = ids;
        Inputs = inputs;
        _byId = byId;
        Order = order;
        IsTree = plan.Nodes.All(node => node.Description.EndsWith(LineBreak, StringComparison.Ordinal));
    }

    /// <summary>The plan as given.</summary>
    public ProgramPlan Plan { get; }

    /// <summary>The ids of its nodes.</summary>
    public OperatorHash[] Ids { get; }

    /// <summary>The producers of each node, one for each in-edge, in the order of the body.</summary>
    public int[][] Inputs { get; }

    /// <summary>The nodes, each after its producers.</summary>
    public int[] Order { get; }

    /// <summary>Number of nodes.</summary>
    public int Count => Ids.Length;

    /// <summary>Whether descriptions are trees (Flink: <c>pipeline.vertex-description-mode</c>): every operator's line ends with a break then.</summary>
    public bool IsTree { get; }

    /// <summary>Whether a node has this id.</summary>
    public bool Contains(OperatorHash id) => _byId.ContainsKey(id);

    /// <summary>Finds the node of an id.</summary>
    public bool TryFind(OperatorHash id, out int node) => _byId.TryGetValue(id, out node);

    /// <summary>Whether both have exactly the same ids.</summary>
    public bool HasIdsOf(PlanGraph other) => Count == other.Count && Ids.All(other.Contains);

    /// <summary>The line breaks in a node's description: as many as lines, in a tree.</summary>
    public int LinesOf(int node) => Plan.Nodes[node].Description.AsSpan().Count(LineBreak);

    /// <summary>Reads a plan; the reason where it is none that Flink can have made.</summary>
    public static bool TryRead(ProgramPlan plan, [NotNullWhen(true)] out PlanGraph? graph, [NotNullWhen(false)] out string? wrong)
    {
        graph = null;
        var nodes = plan.Nodes;
        wrong = nodes.Count switch
        {
            0 => "it has no operators",
            > PlanBudget.MostOperators => PlanBudget.Spent,
            _ when nodes.Sum(node => (long)node.Inputs.Count) > PlanBudget.MostEdges => PlanBudget.Spent,
            _ => plan.IsBatch ? "it is of a batch program, whose ids are made in another order" : null,
        };
        if (wrong is not null)
        {
            return false;
        }

        var ids = new OperatorHash[nodes.Count];
        var byId = new Dictionary<OperatorHash, int>(nodes.Count);
        for (var i = 0; i < ids.Length; i++)
        {
            if (!OperatorHash.TryParse(nodes[i].Id, out ids[i]) || !byId.TryAdd(ids[i], i))
            {
                wrong = "its nodes do not have an id each of 32 hex digits";
                return false;
            }
        }

        if (ReadInputs(nodes, byId) is not { } inputs)
        {
            wrong = "an input names no node of it";
            return false;
        }

        var order = Sort(inputs);
        if (order.Length < ids.Length)
        {
            wrong = "its edges run in a circle";
            return false;
        }

        graph = new PlanGraph(plan, ids, inputs, byId, order);
        return true;
    }

    private static int[][]? ReadInputs(IReadOnlyList<ProgramPlanNode> nodes, Dictionary<OperatorHash, int> byId)
    {
        var inputs = new int[nodes.Count][];
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = new int[nodes[i].Inputs.Count];
            for (var j = 0; j < inputs[i].Length; j++)
            {
                if (!OperatorHash.TryParse(nodes[i].Inputs[j].VertexId, out var id) || !byId.TryGetValue(id, out inputs[i][j]))
                {
                    return null;
                }
            }
        }

        return inputs;
    }

    // From the last node on: a JobManager lists consumers first, so this keeps to the order of the program.
    private static int[] Sort(int[][] inputs)
    {
        var consumers = new List<int>[inputs.Length];
        var missing = new int[inputs.Length];
        var ready = new Queue<int>();
        for (var i = inputs.Length - 1; i >= 0; i--)
        {
            missing[i] = inputs[i].Length;
            foreach (var input in inputs[i])
            {
                (consumers[input] ??= []).Add(i);
            }

            if (missing[i] == 0)
            {
                ready.Enqueue(i);
            }
        }

        var order = new List<int>(inputs.Length);
        while (ready.TryDequeue(out var node))
        {
            order.Add(node);
            foreach (var consumer in consumers[node] ?? [])
            {
                if (--missing[consumer] == 0)
                {
                    ready.Enqueue(consumer);
                }
            }
        }

        return [.. order];
    }
}
