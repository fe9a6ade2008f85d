namespace FlinkReady.FlinkModel.Payloads;

/// <summary>How many operators a vertex has, as far as its texts tell: the lines of its description, and the sources that are chained into its head.</summary>
/// <param name="VertexId">32 hex digits; also the id of the chain's head.</param>
/// <param name="Operators">1 or more.</param>
public sealed record VertexOperatorCount(string VertexId, int Operators);
