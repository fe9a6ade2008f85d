namespace FlinkReady.Readiness.Runs;

/// <summary>What was read of a vertex of a run.</summary>
/// <param name="VertexId">The vertex id.</param>
/// <param name="Parallelism">Its parallelism; null where it is not known.</param>
/// <param name="MaxParallelism">Its effective max parallelism; null where it is not known.</param>
/// <param name="StateBytes">Its own state in the last checkpoint that was looked at, in-flight data left out, bytes; null where none was.</param>
internal readonly record struct RunFigures(string VertexId, int? Parallelism, int? MaxParallelism, long? StateBytes);
