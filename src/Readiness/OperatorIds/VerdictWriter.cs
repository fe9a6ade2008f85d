namespace FlinkReady.Readiness.OperatorIds;

/// <summary>Turns the examined graph into the verdicts that callers see.</summary>
internal static class VerdictWriter
{
    /// <summary>The verdicts in the order of the vertices.</summary>
    public static IReadOnlyList<VertexOperators> Write(OperatorGraph graph) => Array.ConvertAll(graph.Vertices, Write);

    private static VertexOperators Write(Vertex vertex)
    {
        var verdicts = new List<OperatorVerdict>(vertex.Operators.Length);
        foreach (var one in vertex.Operators)
        {
            verdicts.Add(new OperatorVerdict(
                verdicts.Count,
                one.Name,
                one.Verdict,
                one.Hash?.ToString(),
                one.Uid,
                one.Source,
                Assignable: true,
                ChainedSource: false,
                one.Proof ?? "Nothing in the job's graph tells."));
        }

        return new VertexOperators(vertex.Source.Id, vertex.Source.Name, verdicts);
    }
}
