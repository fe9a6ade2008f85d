using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Runs;

/// <summary>A checkpoint or savepoint as it is kept of a run.</summary>
/// <param name="Id">Its number, which goes on across restores; null where the answer has none.</param>
/// <param name="Path">Where it lies, null where it has no address.</param>
/// <param name="StateBytes">The state in it, in-flight data left out, bytes; 0 where that is not known.</param>
/// <param name="IsRetained">True where it outlives a cancelled job.</param>
/// <param name="Evidence">Where it was read.</param>
internal sealed record KnownCheckpoint(long? Id, string? Path, long StateBytes, bool IsRetained, Evidence Evidence);
