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
        var operators = new OperatorGraph(graph);
        foreach (var vertex in operators.Vertices)
        {
            JudgeSource(vertex);
        }

        return VerdictWriter.Write(operators);
    }

    private static void JudgeSource(Vertex vertex)
    {
        if (vertex is { HasId: true, Inputs.Length: 0 } && LocalHash.TryInvert(vertex.Id, out var k, out var c))
        {
            vertex.Head.Verdict = UidVerdict.Auto;
            vertex.Head.Ordinal = k;
            vertex.Head.Proof = $"The id is M({k}, {c}).";
        }
    }
}
