using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.History;

namespace FlinkReady.Readiness.Judging;

/// <summary>What is carried from one poll of a target to the next. Immutable.</summary>
public sealed record TargetState
{
    /// <summary>Before the first poll.</summary>
    public static TargetState Initial { get; } = new();

    /// <summary>The assessment of the last poll, null before the first.</summary>
    public TargetAssessment? Current { get; init; }

    /// <summary>
    /// The assessment of the last poll at which the cluster answered, null where it never did. Violations are exported from here: they
    /// stay as they were while the cluster does not answer.
    /// </summary>
    public TargetAssessment? LastUp { get; init; }

    /// <summary>
    /// What is exported as violated: of the last poll at which the cluster answered. Where it never did, what its resource says: that needs no answer.
    /// </summary>
    public TargetAssessment? Settled => LastUp ?? (Current is { Checks.Count: > 0 } declared ? declared : null);

    /// <summary>Earlier polls, for trend rules.</summary>
    public TargetHistory History { get; init; } = TargetHistory.Empty;

    /// <summary>What belongs to <see cref="Current"/>.</summary>
    internal TargetMemory Memory { get; init; } = TargetMemory.Empty;

    /// <summary>What belongs to <see cref="LastUp"/>.</summary>
    internal TargetMemory MemoryOfLastUp { get; init; } = TargetMemory.Empty;
}
