using FlinkReady.Readiness.Facts;

namespace FlinkReady.Readiness.History;

/// <summary>How long a job has not run with all of its tasks, by everything that was seen of it.</summary>
internal static class NotWhole
{
    /// <summary>
    /// Since when the job has not run with all of its tasks, epoch milliseconds. Flink's timestamp of the state begins it, but a job that is short of slots goes to and
    /// fro between RUNNING and RESTARTING, and its timestamps never grow old: earlier looks at this run reach further back, and so does an unbroken row of failures for
    /// want of slots. A checkpoint that completed meanwhile says that all tasks ran.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="life">What is known of earlier looks at it, null where there were none.</param>
    /// <param name="longestAttemptMs">How long one attempt to get slots takes at most, milliseconds.</param>
    public static Fact<long> Since(JobFacts job, JobLife? life, long longestAttemptMs)
    {
        var entered = Entered(job);
        if (!entered.TryGet(out var since))
        {
            return entered;
        }

        if (life?.IsOf(job) == true && life.NotWholeSince(since) is { } seen)
        {
            entered = Fact<long>.Known(entered.Origin, entered.Field, seen);
        }

        var shortage = job.Failures.ShortOfSlotsSince(since, longestAttemptMs);
        return Later(shortage.IsKnown && shortage.Or(0) < entered.Or(0) ? shortage : entered, job.Checkpointing.LatestCompletedAckMs);
    }

    /// <summary>
    /// When the job entered its state. Flink says 0 for states of the adaptive scheduler: the latest timestamp, failure or checkpoint then shows until when the job
    /// lived.
    /// </summary>
    public static Fact<long> Entered(JobFacts job)
    {
        var own = job.Timestamp(job.State);
        if (own.Or(0) > 0)
        {
            return own;
        }

        if (!own.IsKnown)
        {
            // Flink names every state: here the time was none, and that of another state would be too early.
            return own;
        }

        var latest = own;
        foreach (var state in job.Timestamps.Keys)
        {
            latest = Later(latest, job.Timestamp(state));
        }

        return Later(Later(latest, job.LatestExceptionMs), job.Checkpointing.LatestCompletedAckMs);
    }

    private static Fact<long> Later(Fact<long> one, Fact<long> other) => other.Or(0) > one.Or(0) ? other : one;
}
