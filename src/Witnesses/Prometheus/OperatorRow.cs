namespace FlinkReady.Witnesses.Prometheus;

/// <summary>A row of an answer.</summary>
/// <param name="OperatorId">The label <c>operator_id</c>.</param>
/// <param name="VertexId">The label <c>task_id</c>.</param>
/// <param name="Name">The label <c>operator_name</c>: cut at 80 characters, odd ones replaced.</param>
internal readonly record struct OperatorRow(string OperatorId, string VertexId, string? Name);
