using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Knowledge;
using FlinkReady.Readiness.OperatorIds.Texts;

namespace FlinkReady.Readiness.OperatorIds.Proofs;

/// <summary>Turns the examined graph into the verdicts that callers see. They keep nothing of it but texts that the graph was given with.</summary>
internal static class VerdictWriter
{
    /// <summary>The verdicts in the order of the vertices.</summary>
    /// <param name="known">The graph.</param>
    /// <param name="unplaced">Operators that are not known to be one of the plan's, by the place of their vertex; at −1 those without.</param>
    public static IReadOnlyList<VertexOperators> Write(KnownIds known, ILookup<int, OperatorVerdict> unplaced)
    {
        var verdicts = new List<VertexOperators>(known.Graph.Vertices.Length);
        foreach (var vertex in known.Graph.Vertices)
        {
            verdicts.Add(Write(vertex, unplaced[vertex.Index], known.Budget.WasRefused));
        }

        if (unplaced.Contains(-1))
        {
            verdicts.Add(new VertexOperators(string.Empty, string.Empty, [.. unplaced[-1]]));
        }

        return verdicts;
    }

    private static VertexOperators Write(Vertex vertex, IEnumerable<OperatorVerdict> unplaced, bool outOfBudget)
    {
        var verdicts = new List<OperatorVerdict>(vertex.Operators.Length + vertex.ChainedSources.Length);
        var assignability = new Assignability(vertex);
        var index = 0;
        foreach (var one in vertex.Operators)
        {
            Add(one);
            foreach (var source in one.IsHead ? vertex.ChainedSources : [])
            {
                Add(source);
            }
        }

        verdicts.AddRange(unplaced);
        return new VertexOperators(vertex.Source.Id, vertex.Source.Name, verdicts);

        void Add(Operator one)
        {
            if (!one.IsListedElsewhere)
            {
                verdicts.Add(Write(vertex, one, index, assignability.IsAssignable(one), outOfBudget));
            }

            index++;
        }
    }

    private static OperatorVerdict Write(Vertex vertex, Operator one, int index, bool isAssignable, bool outOfBudget) => new(
        index,
        one.Stored?.Name is { Length: > 0 } stored ? stored : one.IsHead && vertex.ChainedSources.Length > 0 ? VertexReading.WithoutChainedSources(one.Name) : one.Name,
        one.Verdict,
        one.IsHead && vertex.HasId ? vertex.IdText : null,
        one.Uid,
        one.Source,
        isAssignable,
        one.IsChainedSource,
        one.Proof ?? (one.IsHead && vertex.Explanation is { } explanation ? new AutoProof(explanation) : UndecidedProof.Of(vertex, one, outOfBudget)))
    {
        HasState = one.Stored?.HasState,
        StateBytes = one.Stored?.StateBytes,
    };
}
