using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkClient.Sources;

/// <summary>
/// Which of a quiet job's moving figures has its turn: the checkpoint statistics, or <c>/jobs/:jobid</c> with its backpressure times. At most one of them
/// in a poll.
/// </summary>
internal static class StatisticsTurn
{
    // Of a job's turns this one goes to /jobs/:jobid, the others to the checkpoint statistics.
    private const int DetailsEvery = 3;

    // A job that checkpoints once a day may still change its mind: no more than an hour.
    private const long LongestOwnMs = 3_600_000;

    /// <summary>The source that is read in this turn, null for none: of what is due the one that was read longer ago, so that neither waits for ever where polls are rare.</summary>
    public static SourceKey? Of(JobTurn turn)
    {
        var config = turn.Earlier.Get(CheckpointConfig.Key);
        var own = config?.Value?.IntervalMs;
        var hasCheckpoints = own != long.MaxValue && config?.IsAbsent != true;
        var checkpoints = turn.Earlier.Find(CheckpointStatistics.Key)?.ReadAt;
        var details = turn.Earlier.Find(JobDetails.Key)?.ReadAt;
        var interval = turn.CheckpointInterval;

        // Where /jobs/:jobid just took the statistics' turn, that turn counts.
        var last = details > checkpoints ? details : checkpoints;
        var isForCheckpoints = hasCheckpoints && turn.IsDue(checkpoints, own is > 0 ? Longer(interval, own.Value) : interval) && turn.IsDue(last, interval);
        var isForDetails = turn.IsDue(details, interval * DetailsEvery) || (!hasCheckpoints && turn.IsDue(details, interval));
        return isForDetails && (!isForCheckpoints || checkpoints >= details) ? JobDetails.Key
            : isForCheckpoints ? CheckpointStatistics.Key
            : null;
    }

    private static TimeSpan Longer(TimeSpan interval, long ownMs)
    {
        var own = TimeSpan.FromMilliseconds(Math.Min(ownMs, LongestOwnMs));
        return own > interval ? own : interval;
    }
}
