using FlinkReady.FlinkModel.Paths;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.History;

/// <summary>The beginning of a run of a job that had run before.</summary>
/// <param name="StartMs">When, epoch milliseconds.</param>
/// <param name="Evidence">Where that was read.</param>
/// <param name="RestoredBefore">What the run before began from, null where that is not known, or from nothing.</param>
/// <param name="WasOver">True where the job was seen to have ended before: somebody started it again.</param>
public sealed record NextRun(long StartMs, Evidence Evidence, RestoredCheckpoint? RestoredBefore, bool WasOver)
{
    /// <summary>What it began from, null where that is not known yet, or from nothing.</summary>
    public RestoredCheckpoint? Restored { get; init; }

    /// <summary>
    /// True where nobody asked for it: the JobMaster was started anew and went on from the last checkpoint, or once more from the savepoint that it had begun with. A
    /// savepoint that is new was named by whoever started the job.
    /// </summary>
    public bool IsFailOver => !WasOver && Restored is { } restored && ((restored.IsSavepoint != true && !CheckpointPaths.IsSavepoint(restored.ExternalPath)) || (restored.Id is not null && restored.Id == RestoredBefore?.Id));
}
