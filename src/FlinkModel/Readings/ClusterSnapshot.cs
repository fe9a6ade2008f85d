using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.FlinkModel.Readings;

/// <summary>
/// What one look at a cluster read, and what it could not. Immutable. A reading may be older than the look where it could not
/// have changed since, or where its turn has not come: its <see cref="Reading{T}.ReadAt"/> tells. Ages inside a body (of a
/// checkpoint, of a heartbeat) are judged against the time at which that body was read. An answered reading is evidence of this
/// look, however old; only a failed one was not to be had.
/// </summary>
public sealed record ClusterSnapshot
{
    /// <summary>Where the cluster was looked at, and how.</summary>
    public required TargetAccess Access { get; init; }

    /// <summary>The wall clock when the look began; for a recording, the time of its first exchange.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long the look took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary><c>/config</c>.</summary>
    public required Reading<DashboardConfiguration> Config { get; init; }

    /// <summary><c>/overview</c>.</summary>
    public required Reading<ClusterOverview> Overview { get; init; }

    /// <summary><c>/jobmanager/config</c>: the configuration of the JobManager that was asked.</summary>
    public required Reading<IReadOnlyList<ConfigurationEntry>> JobManagerConfiguration { get; init; }

    /// <summary><c>/taskmanagers</c>.</summary>
    public required Reading<TaskManagerList> TaskManagers { get; init; }

    /// <summary><c>/jobs</c>.</summary>
    public required Reading<JobIdList> JobIds { get; init; }

    /// <summary><c>/jobs/overview</c>.</summary>
    public required Reading<JobsOverview> JobsOverview { get; init; }

    /// <summary>
    /// Where a job of <c>/jobs</c> was missing in <c>/jobs/overview</c> and the look was repeated: the second pair of lists.
    /// </summary>
    public SecondListing? SecondListing { get; init; }

    /// <summary>
    /// The jobs that were looked at, in the order of <c>/jobs/overview</c>, those only in <c>/jobs</c> next. Last, or alone where
    /// the cluster is down, those of the look before that no <c>/jobs</c> of this look denies, with the readings they had.
    /// </summary>
    public required IReadOnlyList<JobSnapshot> Jobs { get; init; }

    /// <summary>Jobs that the job filter left out.</summary>
    public int FilteredJobs { get; init; }

    /// <summary>Every request of this look in the order it was sent.</summary>
    public required IReadOnlyList<Exchange> Exchanges { get; init; }

    /// <summary>
    /// True where the cluster answered in this look: <c>/jobs/overview</c>, and <c>/jobs</c> or <c>/overview</c>, with valid bodies.
    /// </summary>
    public bool IsUp => JobsOverview.Value?.Jobs is not null && (JobIds.Value?.Jobs is not null || Overview.Value is not null);
}

/// <summary>A repeated pair of job lists, at least 3 s after the first.</summary>
public sealed record SecondListing(Reading<JobIdList> JobIds, Reading<JobsOverview> JobsOverview);

/// <summary>How a target is reached, as far as it matters for a judgement. Holds no secret.</summary>
/// <param name="Address">The first configured URL without user info, or the path of a recording.</param>
/// <param name="IsEncrypted">True for https.</param>
/// <param name="IsLoopback">True where the host is this machine's loopback.</param>
/// <param name="HasCredentials">True where any credential or client certificate is configured.</param>
/// <param name="IsRecording">True where the answers come from a recording.</param>
public sealed record TargetAccess(string Address, bool IsEncrypted, bool IsLoopback, bool HasCredentials, bool IsRecording);

/// <summary>One request of a look, for the answer to "why unknown?". No body.</summary>
/// <param name="Path">As sent, without the target's prefix.</param>
/// <param name="Endpoint">The path's template, such as <c>/jobs/:jobid</c>.</param>
/// <param name="Status">HTTP status, 0 where there was no HTTP answer.</param>
/// <param name="StartedAt">When it was sent.</param>
/// <param name="Elapsed">Retries included.</param>
/// <param name="Bytes">Length of the body that was read.</param>
/// <param name="Failure">Null where it was answered.</param>
public sealed record Exchange(string Path, string Endpoint, int Status, DateTimeOffset StartedAt, TimeSpan Elapsed, long Bytes, Failure? Failure);

/// <summary>What one look read of one job. A null reading was not asked.</summary>
public sealed record JobSnapshot
{
    /// <summary>The job id, 32 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>The entry of <c>/jobs/overview</c>, null where that leaves the job out.</summary>
    public JobOverview? Overview { get; init; }

    /// <summary>The state <c>/jobs</c> gives, null where that was not read.</summary>
    public string? ListedStatus { get; init; }

    /// <summary><c>/jobs/:jobid</c>.</summary>
    public Reading<JobDetails>? Details { get; init; }

    /// <summary><c>/jobs/:jobid/config</c>.</summary>
    public Reading<JobConfig>? Config { get; init; }

    /// <summary><c>/jobs/:jobid/checkpoints</c>.</summary>
    public Reading<CheckpointStatistics>? Checkpoints { get; init; }

    /// <summary><c>/jobs/:jobid/checkpoints/config</c>.</summary>
    public Reading<CheckpointConfig>? CheckpointConfig { get; init; }

    /// <summary><c>/jobs/:jobid/checkpoints/details/:id</c> of a completed checkpoint of this run.</summary>
    public Reading<CheckpointDetails>? CheckpointDetails { get; init; }

    /// <summary><c>/jobs/:jobid/exceptions</c>.</summary>
    public Reading<JobExceptions>? Exceptions { get; init; }

    /// <summary><c>/jobs/:jobid/resource-requirements</c>, asked of adaptive jobs only.</summary>
    public Reading<IReadOnlyDictionary<string, VertexResourceRequirements>>? ResourceRequirements { get; init; }

    /// <summary>The name an earlier look gave, for a job that no answer of this look names.</summary>
    public string? EarlierName { get; init; }

    /// <summary>The name, from the freshest source that has one; the id where none has.</summary>
    public string Name => Overview?.Name ?? Details?.Value?.Name ?? EarlierName ?? Id;
}
