using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Runs;

/// <summary>What a run was started from.</summary>
/// <param name="IsEmpty">True where it restored nothing.</param>
/// <param name="CheckpointId">The number of the checkpoint or savepoint it restored, null where it restored nothing or the answer has no number.</param>
/// <param name="Path">Where that lies, null where the answer does not say.</param>
/// <param name="Evidence">Where it was read.</param>
internal sealed record RunStart(bool IsEmpty, long? CheckpointId, string? Path, Evidence Evidence)
{
    /// <summary>True where Flink itself chose it, by the metadata of high availability: such a restore fails where an operator is gone, whatever was allowed.</summary>
    public bool IsFailOver { get; init; }
}
