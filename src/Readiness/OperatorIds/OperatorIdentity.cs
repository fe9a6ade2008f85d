using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Proofs;
using FlinkReady.Readiness.OperatorIds.Searches;
using FlinkReady.Readiness.OperatorIds.Uids;

namespace FlinkReady.Readiness.OperatorIds;

/// <summary>
/// Proves which operators of a streaming job have no uid. An id that can be recomputed from the graph shows that no uid was set; an id that is the
/// hash of a known text shows that this text is the uid (Flink's <c>StreamGraphHasherV2</c>, 1.17 – 2.3). What neither shows stays undecided.
/// </summary>
public static class OperatorIdentity
{
    /// <summary>
    /// Judges every operator of a job. A pure function of its arguments: no clock, no shared state; its work is bounded by the size of the graph.
    /// Not for batch jobs, whose operators the adaptive scheduler hashes in another order: nothing wrong is claimed there, but little is found.
    /// </summary>
    public static IReadOnlyList<VertexOperators> Judge(JobGraph graph, OperatorEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(evidence);
        return VerdictWriter.Write(Examine(graph, evidence));
    }

    internal static Resolver Examine(JobGraph graph, OperatorEvidence evidence)
    {
        var operators = new OperatorGraph(graph);
        var resolver = new Resolver(operators, new UidTexts(evidence.DeclaredUids));
        if (resolver.Budget.IsOverwhelmed)
        {
            return resolver;
        }

        var explicitProof = new ExplicitProof(resolver);
        var search = new StagedSearch(resolver);
        JudgeSources(resolver);
        new HeadTextSearch(resolver).Run();
        Array.ForEach(operators.Vertices, explicitProof.Try);
        search.Run();
        var found = resolver.Hits;
        new BlindPathSearch(resolver, search.InEdges).Run();
        new ChainedTextSearch(resolver, search.InEdges).Run();
        new SiblingSearch(resolver).Run();
        if (resolver.Hits > found)
        {
            search.Run();
        }

        found = resolver.Hits;
        search.RunLong();
        if (resolver.Hits > found)
        {
            search.Run();
        }

        var attribution = new Attribution(resolver);
        Array.ForEach(operators.Vertices, attribution.Claim);
        Array.ForEach(operators.Vertices, explicitProof.Try);
        return resolver;
    }

    private static void JudgeSources(Resolver resolver)
    {
        foreach (var vertex in resolver.Graph.Vertices)
        {
            if (vertex is { HasId: true, Inputs.Length: 0 } && resolver.TryDecodeAny(vertex.Id, out var k, out var c))
            {
                resolver.TryExplain(vertex, new Hit(k, c, []));
                resolver.Graph.TakeSourceOrdinal(k);
            }
        }
    }
}
