using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.Witnesses.Prometheus;

/// <summary>A run whose operators are asked for, and what an answer is measured by.</summary>
/// <param name="JobId">32 hex digits.</param>
/// <param name="StartMs">The run's start, Unix time by the JobManager's clock.</param>
/// <param name="NowMs">Now, by the same clock.</param>
/// <param name="Vertices">The job's vertices.</param>
/// <param name="PendingOperators">Operators that are in no vertex yet: the graph of a batch job grows while it runs.</param>
public sealed record RunGraph(string JobId, long StartMs, long NowMs, IReadOnlyList<VertexOperatorCount> Vertices, int PendingOperators);
