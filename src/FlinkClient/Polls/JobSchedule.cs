using FlinkReady.FlinkClient.Sources;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Polls;

/// <summary>How much of one job a poll reads. Decided from the previous poll alone; see <see cref="ReadOptions"/>.</summary>
internal static class JobSchedule
{
    // Flink's default for web.refresh-interval, for which it caches a job's graph.
    private const long DefaultRefreshIntervalMs = 3000;

    /// <summary>The job's turn in a poll that began at <paramref name="now"/>.</summary>
    /// <param name="overview">The job in the list of this poll, null where that leaves it out.</param>
    /// <param name="previous">What the poll before read, null where it did not know the job.</param>
    /// <param name="options">The cadence.</param>
    /// <param name="now">When the poll began.</param>
    /// <param name="refreshIntervalMs">For how long Flink caches a job's graph, null where it does not say.</param>
    public static JobTurn TurnOf(JobOverview? overview, JobSnapshot? previous, ReadOptions options, DateTimeOffset now, long? refreshIntervalMs)
    {
        var isTerminal = overview is not null && IsTerminal(overview.State);
        if (options.CheckpointInterval is not { } checkpointInterval || previous is null || overview is null
            || !IsAsItWas(overview, previous.Overview))
        {
            return isTerminal ? JobTurn.LastState : JobTurn.All;
        }

        if (isTerminal)
        {
            return HasLastWord(previous) ? JobTurn.None : JobTurn.LastState;
        }

        return IsUnsettled(overview, previous, now, refreshIntervalMs ?? DefaultRefreshIntervalMs)
            || JobTurn.IsDue(previous.Readings.Find(JobConfig.Key)?.ReadAt, Spread(options.FullRefreshInterval, overview.Id), now)
                ? JobTurn.All
                : new JobTurn { Extent = JobExtent.Due, Overview = overview, Earlier = previous.Readings, CheckpointInterval = checkpointInterval, Now = now };
    }

    /// <summary>True where Flink calls a state final.</summary>
    public static bool IsTerminal(string? state) => state is "FINISHED" or "CANCELED" or "FAILED";

    // How it ended, and of a job that failed, why.
    private static bool HasLastWord(JobSnapshot job) =>
        job.Readings.Value(JobDetails.Key) is { } body && IsTerminal(body.State)
        && (body.State != "FAILED" || (job.Readings.Find(JobExceptions.Key) is { IsAnswered: true } why && why.ReadAt >= job.Readings.Find(JobDetails.Key)!.ReadAt));

    // What the list of jobs shows of a change; its durations go on without any.
    private static bool IsAsItWas(JobOverview now, JobOverview? before) =>
        before is not null && now.StartTimeMs == before.StartTimeMs && now.State == before.State && now.LastModificationMs == before.LastModificationMs && now.Tasks == before.Tasks;

    // The graph that /jobs/:jobid shows may be as old as the refresh interval. Had the last change been younger than that when the
    // body was read, the body may show the time before it. Ages are differences on one clock each: Flink's and ours may differ.
    private static bool IsUnsettled(JobOverview overview, JobSnapshot previous, DateTimeOffset now, long refreshIntervalMs)
    {
        if (previous.Readings.Get(JobDetails.Key) is not { Value: { } body } details)
        {
            return false;
        }

        if (body.State != overview.State)
        {
            return true;
        }

        var modifiedBefore = overview.StartTimeMs + overview.DurationMs - overview.LastModificationMs;
        var readBefore = (now - details.ReadAt).TotalMilliseconds;
        return modifiedBefore is { } age && age - readBefore < refreshIntervalMs && readBefore >= 0;
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
