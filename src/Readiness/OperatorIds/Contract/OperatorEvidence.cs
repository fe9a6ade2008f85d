using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.Readiness.OperatorIds.Contract;

/// <summary>What is known about a job's uids beside its graph.</summary>
public sealed record OperatorEvidence
{
    /// <summary>No evidence but the graph itself.</summary>
    public static OperatorEvidence None { get; } = new();

    /// <summary>Texts that are declared to be uids of this job, in any order. A text counts only where its hash confirms it.</summary>
    public IReadOnlyList<string> DeclaredUids { get; init; } = [];

    /// <summary>What a checkpoint's metadata lists; null where nobody read one.</summary>
    public CheckpointMetadata? Checkpoint { get; init; }

    /// <summary>What Prometheus shows; null where nobody asked it.</summary>
    public OperatorIdSet? Prometheus { get; init; }

    internal bool HasWitness => Checkpoint is not null || Prometheus is not null;
}
