namespace FlinkReady.FlinkModel.Payloads;

/// <summary>Why Flink did not restore a savepoint or checkpoint, as the last cause of the job's exception words it.</summary>
/// <param name="Kind">Which of its refusals it is.</param>
/// <param name="OperatorId">The operator or task (its vertex id) it names, 32 hex digits; of several that don't fit it names one. Null where it names none.</param>
/// <param name="Stored">The max parallelism of the stored state; null where it says none.</param>
/// <param name="Configured">The max parallelism, or for <see cref="RestoreRefusalKind.ParallelismAboveMaximum"/> the parallelism, of the new program; null where it says none.</param>
public sealed record RestoreRefusal(RestoreRefusalKind Kind, string? OperatorId, int? Stored, int? Configured);

/// <summary>The ways in which Flink refuses to restore (Flink: <c>Checkpoints.loadAndValidateCheckpoint</c>, <c>StateAssignmentOperation</c>).</summary>
public enum RestoreRefusalKind
{
    /// <summary>"Cannot map checkpoint/savepoint state for operator": the state of an operator finds none in the new program.</summary>
    NoOperator,

    /// <summary>"There is no operator for the state": the same of the checkpoint that high availability points to.</summary>
    NoOperatorForLatestCheckpoint,

    /// <summary>"Max parallelism mismatch": the new program sets another max parallelism than the stored one.</summary>
    MaxParallelismMismatch,

    /// <summary>"can not be restored": the parallelism is above the stored max parallelism.</summary>
    ParallelismAboveMaximum,

    /// <summary>What the job was to start from is not there or can't be read.</summary>
    Unreadable,
}
