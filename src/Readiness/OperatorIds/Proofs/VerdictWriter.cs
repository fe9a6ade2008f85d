using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Knowledge;
using FlinkReady.Readiness.OperatorIds.Texts;

namespace FlinkReady.Readiness.OperatorIds.Proofs;

/// <summary>Turns the examined graph into the verdicts that callers see. They keep nothing of it but texts that the graph was given with.</summary>
internal static class VerdictWriter
{
    /// <summary>The verdicts in the order of the vertices.</summary>
    public static IReadOnlyList<VertexOperators> Write(KnownIds known)
    {
        var verdicts = new VertexOperators[known.Graph.Vertices.Length];
        for (var i = 0; i < verdicts.Length; i++)
        {
            verdicts[i] = Write(known.Graph.Vertices[i], known.Budget.WasRefused);
        }

        return verdicts;
    }

    private static VertexOperators Write(Vertex vertex, bool outOfBudget)
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

        return new VertexOperators(vertex.Source.Id, vertex.Source.Name, verdicts);

        void Add(Operator one)
        {
            if (!one.IsListedElsewhere)
            {
                verdicts.Add(Write(vertex, one, index, assignability, outOfBudget));
            }

            index++;
        }
    }

    private static OperatorVerdict Write(Vertex vertex, Operator one, int index, Assignability assignability, bool outOfBudget) => new(
        index,
        one.IsHead && vertex.ChainedSources.Length > 0 ? VertexReading.WithoutChainedSources(one.Name) : one.Name,
        one.Verdict,
        one.IsHead && vertex.HasId ? vertex.IdText : null,
        one.Uid,
        one.Source,
        assignability.IsAssignable(one),
        one.IsChainedSource,
        one.Proof ?? (one.IsHead && vertex.Explanation is { } explanation ? new AutoProof(explanation) : UndecidedProof.Of(vertex, one, outOfBudget)))
    {
        HasState = one.Stored?.HasState,
        StateBytes = one.Stored?.StateBytes,
    };
}
