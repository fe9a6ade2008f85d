using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Polls;

/// <summary>What is due of one job. Decided from the previous look alone; see <see cref="ReadOptions"/>.</summary>
internal static class JobSchedule
{
    // Polls are not to the millisecond: what is due a moment later is due now.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(1);

    // Of a job's turns this one goes to /jobs/:jobid, the others to the checkpoint statistics.
    private const int DetailsEvery = 3;

    // Flink's default for web.refresh-interval, for which it caches a job's graph.
    private const long DefaultRefreshIntervalMs = 3000;

    public static JobDue DueOf(JobOverview? overview, JobSnapshot? previous, ReadOptions options, DateTimeOffset now, long? refreshIntervalMs)
    {
        var isTerminal = overview is not null && IsTerminal(overview.State);
        if (options.CheckpointInterval is not { } checkpointInterval || previous is null || overview is null
            || HasChanged(overview, previous.Overview))
        {
            return isTerminal ? JobDue.Details : JobDue.Everything;
        }

        if (isTerminal)
        {
            return previous.Details?.Value is { } body && IsTerminal(body.State) ? JobDue.Nothing : JobDue.Details;
        }

        if (IsUnsettled(overview, previous, now, refreshIntervalMs ?? DefaultRefreshIntervalMs)
            || IsDue(previous.Config?.ReadAt, Spread(options.FullRefreshInterval, overview.Id), now))
        {
            return JobDue.Everything;
        }

        return Failed(previous) | (IsWhole(overview) ? 0 : JobDue.Details) | Statistics(previous, checkpointInterval, now);
    }

    public static bool IsTerminal(string? state) => state is "FINISHED" or "CANCELED" or "FAILED";

    /// <summary>True where a reading of that age is to be read again; also where the clock was set back.</summary>
    public static bool IsDue(DateTimeOffset? readAt, TimeSpan interval, DateTimeOffset now) =>
        readAt is not { } then || now < then || now - then >= interval - Slack;

    private static bool HasChanged(JobOverview now, JobOverview? before) =>
        before is null
        || now.StartTimeMs != before.StartTimeMs
        || now.State != before.State
        || now.LastModificationMs != before.LastModificationMs
        || now.Tasks != before.Tasks;

    // The graph that /jobs/:jobid shows may be as old as the refresh interval. Had the last change been younger than that when the
    // body was read, the body may show the time before it. Ages are differences on one clock each: Flink's and ours may differ.
    private static bool IsUnsettled(JobOverview overview, JobSnapshot previous, DateTimeOffset now, long refreshIntervalMs)
    {
        if (previous.Details?.Value is not { } body)
        {
            return false;
        }

        if (body.State != overview.State)
        {
            return true;
        }

        var modifiedBefore = overview.StartTimeMs + overview.DurationMs - overview.LastModificationMs;
        var readBefore = (now - previous.Details.ReadAt).TotalMilliseconds;
        return modifiedBefore is { } age && age - readBefore < refreshIntervalMs && readBefore >= 0;
    }

    private static JobDue Failed(JobSnapshot previous) =>
        (HasFailed(previous.Details) ? JobDue.Details : 0)
        | (HasFailed(previous.Config) ? JobDue.Config : 0)
        | (HasFailed(previous.Checkpoints) ? JobDue.Checkpoints : 0)
        | (HasFailed(previous.CheckpointConfig) ? JobDue.CheckpointConfig : 0)
        | (HasFailed(previous.CheckpointDetails) ? JobDue.Checkpoints : 0)
        | (HasFailed(previous.Exceptions) ? JobDue.Exceptions : 0)
        | (HasFailed(previous.ResourceRequirements) ? JobDue.ResourceRequirements : 0);

    private static bool HasFailed<T>(Reading<T>? reading)
        where T : class => reading is { IsAnswered: false };

    // How long a job has not been running is told by /jobs/:jobid and the time it was read: it must not grow old meanwhile.
    private static bool IsWhole(JobOverview overview) =>
        overview is { State: "RUNNING", Tasks: { Total: { } total } tasks } && (tasks.Running ?? 0) + (tasks.Finished ?? 0) >= total;

    // At most one request: of what is due the one that was read longer ago, the other in the next look. Where polls are rare both are
    // due in each: neither may wait for ever.
    private static JobDue Statistics(JobSnapshot previous, TimeSpan interval, DateTimeOffset now)
    {
        var own = previous.CheckpointConfig?.Value?.IntervalMs;
        var hasCheckpoints = own != long.MaxValue && previous.CheckpointConfig?.IsAbsent != true;
        var checkpoints = previous.Checkpoints?.ReadAt;
        var details = previous.Details?.ReadAt;

        // Where /jobs/:jobid just took the statistics' turn, that turn counts.
        var last = details > checkpoints ? details : checkpoints;
        var isForCheckpoints = hasCheckpoints && IsDue(checkpoints, own is > 0 ? Longer(interval, own.Value) : interval, now) && IsDue(last, interval, now);
        var isForDetails = IsDue(details, interval * DetailsEvery, now) || (!hasCheckpoints && IsDue(details, interval, now));
        return isForDetails && (!isForCheckpoints || checkpoints >= details) ? JobDue.Details | (previous.ResourceRequirements is null ? 0 : JobDue.ResourceRequirements)
            : isForCheckpoints ? JobDue.Checkpoints
            : JobDue.Nothing;
    }

    private static TimeSpan Longer(TimeSpan interval, long ownMs)
    {
        // A job that checkpoints once a day may still change its mind: no more than an hour.
        var own = TimeSpan.FromMilliseconds(Math.Min(ownMs, 3_600_000));
        return own > interval ? own : interval;
    }

    // The same job always gets the same share of the quarter: a thousand jobs that were read together part ways.
    private static TimeSpan Spread(TimeSpan interval, string jobId)
    {
        var hash = 0u;
        foreach (var unit in jobId)
        {
            hash = (hash * 31) + unit;
        }

        return interval * (0.75 + (hash % 1000 / 2000.0));
    }
}

/// <summary>Parts of a job.</summary>
[Flags]
internal enum JobDue
{
    Nothing = 0,
    Details = 1,
    Config = 2,
    Checkpoints = 4,
    CheckpointConfig = 8,
    Exceptions = 16,
    ResourceRequirements = 32,
    Everything = 63,
}
