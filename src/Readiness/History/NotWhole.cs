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
        var entered = StateEntry.Of(job);
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

    private static Fact<long> Later(Fact<long> one, Fact<long> other) => other.Or(0) > one.Or(0) ? other : one;
}
