using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.FlinkModel.Readings;

/// <summary>
/// What one poll of a cluster read, and what it could not. Immutable. A reading may be older than the poll where it could not
/// have changed since, or where its turn has not come: its <see cref="Reading.ReadAt"/> tells. Ages inside a body (of a
/// checkpoint, of a heartbeat) are judged against the time at which that body was read. An answered reading is evidence of this
/// look, however old; only a failed one was not to be had.
/// </summary>
public sealed record ClusterSnapshot
{
    /// <summary>Where the cluster was looked at, and how.</summary>
    public required TargetAccess Access { get; init; }

    /// <summary>The wall clock when the poll began; for a recording, the time of its first exchange.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long the poll took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>What was read of the cluster, by source; what is not in it was not asked.</summary>
    public required ReadingSet Readings { get; init; }

    /// <summary>
    /// Where a job of <c>/jobs</c> was missing in <c>/jobs/overview</c> and the poll was repeated, at least 3 s later: the second pair of lists. Null where that was
    /// not done.
    /// </summary>
    public ReadingSet? SecondListing { get; init; }

    /// <summary>
    /// The jobs that were looked at, in the order of <c>/jobs/overview</c>, those only in <c>/jobs</c> next. Last, or alone where
    /// the cluster is down, those of the poll before that no <c>/jobs</c> of this poll denies, with the readings they had.
    /// </summary>
    public required IReadOnlyList<JobSnapshot> Jobs { get; init; }

    /// <summary>Jobs that the job filter left out.</summary>
    public int FilteredJobs { get; init; }

    /// <summary>Jobs of the lists that were not read for want of room; null where there are none.</summary>
    public JobsLeftOut? LeftOut { get; init; }

    /// <summary>Every request of this poll in the order it was sent.</summary>
    public required IReadOnlyList<Exchange> Exchanges { get; init; }

    /// <summary>The last attempts to hear each witness about each job; empty where none is configured.</summary>
    public IReadOnlyList<WitnessRead> WitnessReads { get; init; } = [];

    /// <summary>
    /// True where the cluster answered in this poll: <c>/jobs/overview</c>, and <c>/jobs</c> or <c>/overview</c>, with valid bodies.
    /// </summary>
    public bool IsUp =>
        Readings.Value(JobsOverview.Key)?.Jobs is not null
        && (Readings.Value(JobIdList.Key)?.Jobs is not null || Readings.Value(ClusterOverview.Key) is not null);

    /// <summary>The failure that explains best why the cluster counts as not answering; null where it does answer.</summary>
    public Failure? WhyDown => IsUp
        ? null
        : Readings.Find(JobsOverview.Key)?.Failure
            ?? Readings.Find(JobIdList.Key)?.Failure
            ?? Readings.Find(ClusterOverview.Key)?.Failure
            ?? new Failure(FailureReason.BadPayload, 200, "GET /jobs/overview answered without a list of jobs.");
}
