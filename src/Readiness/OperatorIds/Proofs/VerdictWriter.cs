using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Searches;
using FlinkReady.Readiness.OperatorIds.Texts;

namespace FlinkReady.Readiness.OperatorIds.Proofs;

/// <summary>Turns the examined graph into the verdicts that callers see. They keep nothing of it but texts that the graph was given with.</summary>
internal static class VerdictWriter
{
    /// <summary>The verdicts in the order of the vertices.</summary>
    public static IReadOnlyList<VertexOperators> Write(Resolver resolver)
    {
        var verdicts = new VertexOperators[resolver.Graph.Vertices.Length];
        for (var i = 0; i < verdicts.Length; i++)
        {
            verdicts[i] = Write(resolver.Graph.Vertices[i], resolver.Budget.WasRefused);
        }

        return verdicts;
    }

    private static VertexOperators Write(Vertex vertex, bool outOfBudget)
    {
        var verdicts = new OperatorVerdict[vertex.Operators.Length + vertex.ChainedSources.Length];
        var index = 0;
        foreach (var one in vertex.Operators)
        {
            verdicts[index] = Write(one, index, outOfBudget);
            index++;
            if (one.IsHead)
            {
                foreach (var source in vertex.ChainedSources)
                {
                    verdicts[index] = Write(source, index, outOfBudget);
                    index++;
                }
            }
        }

        return new VertexOperators(vertex.Source.Id, vertex.Source.Name, verdicts);
    }

    private static OperatorVerdict Write(Operator one, int index, bool outOfBudget) => new(
        index,
        one.IsHead && one.Vertex.ChainedSources.Length > 0 ? VertexReading.WithoutChainedSources(one.Name) : one.Name,
        one.Verdict,
        one is { IsHead: true, Vertex.HasId: true } ? one.Vertex.IdText : null,
        one.Uid,
        one.Source,
        Assignability.IsAssignable(one),
        one.IsChainedSource,
        one.Proof ?? (one is { IsHead: true, Vertex.Hit: { } hit } ? new AutoProof(hit) : UndecidedProof.Of(one, outOfBudget)));
}
