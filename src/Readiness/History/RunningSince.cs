using FlinkReady.Readiness.Facts;

namespace FlinkReady.Readiness.History;

/// <summary>How long a job has been what it is, by everything that was seen of it.</summary>
internal static class RunningSince
{
    /// <summary>
    /// Since when the job has not been up, epoch milliseconds. Flink's timestamp of the state begins it; a default scheduler that waits
    /// for slots gives up and starts over every five minutes, so earlier polls that did not see it up reach further back. Flink says 0
    /// for states of the adaptive scheduler: the latest timestamp, failure or checkpoint then shows until when the job lived.
    /// </summary>
    public static Fact<long> NotUp(JobFacts job, IReadOnlyList<JobSample> samples)
    {
        var since = Entered(job);
        if (!since.TryGet(out var entered))
        {
            return since;
        }

        var lastUp = samples.FirstOrDefault(sample => sample.AllTasksUp)?.ObservedAt.ToUnixTimeMilliseconds();
        if (lastUp is { } up && up > entered)
        {
            return Fact<long>.Known(since.Origin, since.Field, up);
        }

        var oldest = samples.TakeWhile(sample => !sample.AllTasksUp).LastOrDefault()?.ObservedAt.ToUnixTimeMilliseconds();
        return oldest is { } first && first < entered ? Fact<long>.Known(since.Origin, since.Field, first) : since;
    }

    private static Fact<long> Entered(JobFacts job)
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
