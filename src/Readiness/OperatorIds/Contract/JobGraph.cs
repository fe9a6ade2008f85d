namespace FlinkReady.Readiness.OperatorIds.Contract;

/// <summary>A job's graph as the REST API shows it: what the identity engine works on, free of any REST type.</summary>
/// <param name="Vertices">The vertices in the order of <c>vertices[]</c> of <c>GET /jobs/:id</c>.</param>
public sealed record JobGraph(IReadOnlyList<GraphVertex> Vertices)
{
    /// <summary>
    /// Vertex ids in the order of <c>plan.nodes[]</c>, empty where unknown. Flink lists them in the order in which it built the chains
    /// (consumers first). A hint for the search, never part of a proof.
    /// </summary>
    public IReadOnlyList<string> PlanOrder { get; init; } = [];

    /// <summary>The job's name, empty where unknown: connectors make uids of the table that an INSERT's job is called after. A hint, too.</summary>
    public string JobName { get; init; } = string.Empty;
}

/// <summary>One job vertex: a chain of operators.</summary>
/// <param name="Id">The vertex id, 32 hex digits: the hash of the chain's head.</param>
/// <param name="Name">The vertex name, raw, as in <c>vertices[].name</c>.</param>
/// <param name="Description">The text of <c>plan.nodes[].description</c>, still escaped. Null where the plan has no such node: its inputs are unknown then.</param>
/// <param name="Inputs">The inputs in the order of <c>plan.nodes[].inputs</c>; empty for a source.</param>
public sealed record GraphVertex(string Id, string Name, string? Description, IReadOnlyList<GraphInput> Inputs);

/// <summary>One input of a vertex.</summary>
/// <param name="VertexId">The producing vertex; several inputs may name the same one.</param>
/// <param name="ShipStrategy">How records are sent, for example <c>HASH</c> or <c>FORWARD</c>.</param>
public sealed record GraphInput(string VertexId, string ShipStrategy);
