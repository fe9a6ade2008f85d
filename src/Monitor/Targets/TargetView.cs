using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Readiness.Judging;

namespace FlinkReady.Monitor.Targets;

/// <summary>Everything that is published of one target after a poll. Immutable.</summary>
internal sealed record TargetView
{
    /// <summary>The target as it is configured.</summary>
    public required TargetDefinition Target { get; init; }

    /// <summary>How it is reached.</summary>
    public required TargetAccess Access { get; init; }

    /// <summary>Its assessments.</summary>
    public TargetState State { get; init; } = TargetState.Initial;

    /// <summary>What was counted since the target came.</summary>
    public PollCounters Counters { get; init; } = PollCounters.Zero;

    /// <summary>When the last poll began, null before the first.</summary>
    public DateTimeOffset? LastPoll { get; init; }

    /// <summary>How long the last poll took.</summary>
    public TimeSpan LastDuration { get; init; }

    /// <summary>When the last poll began at which the cluster answered, by the wall clock; null where it never did.</summary>
    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>For how long it has not answered, null where it did in the last poll, or was never tried.</summary>
    public Downtime? Downtime { get; init; }

    /// <summary>The requests of the last poll.</summary>
    public IReadOnlyList<Exchange> Exchanges { get; init; } = [];

    /// <summary>The last attempts to hear its witnesses.</summary>
    public IReadOnlyList<WitnessRead> WitnessReads { get; init; } = [];

    /// <summary>Bytes of the metadata of jobs' checkpoints, by the job's name as metrics show it; of several of a name the sum.</summary>
    public IReadOnlyDictionary<string, long> MetadataBytes { get; init; } = new Dictionary<string, long>();

    /// <summary>False where nobody could expect it to answer at the last poll, as during an upgrade.</summary>
    public bool IsExpected { get; init; } = true;

    /// <summary>True where its deployment is suspended: it is not asked, and what its resource declares is judged.</summary>
    public bool IsSuspended => Access.IsSuspended;

    /// <summary>True where the target was tried at least once.</summary>
    public bool IsTried => LastPoll is not null;

    /// <summary>True where the last poll failed.</summary>
    public bool IsDown => State.Current is { IsUp: false };
}
