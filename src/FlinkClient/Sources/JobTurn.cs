using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkClient.Sources;

/// <summary>How much of a job a poll reads.</summary>
internal enum JobExtent
{
    /// <summary>Nothing: no list of this poll speaks of it, or its last word was read.</summary>
    None,

    /// <summary>The job ended: its last state.</summary>
    LastState,

    /// <summary>What each source finds due.</summary>
    Due,

    /// <summary>All of it: it is new, or it changed.</summary>
    All,
}

/// <summary>One job's turn in a poll: what its sources decide by.</summary>
internal sealed record JobTurn
{
    // Polls are not to the millisecond: what is due a moment later is due now.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(1);

    /// <summary>A turn in which nothing is read.</summary>
    public static JobTurn None { get; } = new() { Extent = JobExtent.None };

    /// <summary>A turn in which everything is.</summary>
    public static JobTurn All { get; } = new() { Extent = JobExtent.All };

    /// <summary>A turn of a job that has ended.</summary>
    public static JobTurn LastState { get; } = new() { Extent = JobExtent.LastState };

    /// <summary>How much is read.</summary>
    public required JobExtent Extent { get; init; }

    /// <summary>The job's entry in the list of this poll; where <see cref="Extent"/> is <see cref="JobExtent.Due"/> there is one.</summary>
    public JobOverview? Overview { get; init; }

    /// <summary>What was read of the job before.</summary>
    public ReadingSet Earlier { get; init; } = ReadingSet.Empty;

    /// <summary>The time between two requests for statistics of a job.</summary>
    public TimeSpan CheckpointInterval { get; init; }

    /// <summary>When the poll began.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>True where a source was asked before and not answered.</summary>
    public bool HasFailed(SourceKey key) => Earlier.Find(key) is { IsAnswered: false };

    /// <summary>True where a source is to be read again after <paramref name="interval"/>; also where it never was, or the clock was set back.</summary>
    public bool IsDue(DateTimeOffset? readAt, TimeSpan interval) => IsDue(readAt, interval, Now);

    /// <summary>True where a reading of that age is to be read again; also where the clock was set back.</summary>
    public static bool IsDue(DateTimeOffset? readAt, TimeSpan interval, DateTimeOffset now) =>
        readAt is not { } then || now < then || now - then >= interval - Slack;
}
