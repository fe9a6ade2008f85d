using FlinkReady.Readiness.Facts;

namespace FlinkReady.Readiness.History;

/// <summary>When a job entered the state that it shows.</summary>
internal static class StateEntry
{
    /// <summary>
    /// When the job entered its state. Flink says 0 for states of the adaptive scheduler: the latest timestamp, failure or checkpoint then shows until when the job
    /// lived.
    /// </summary>
    public static Fact<long> Of(JobFacts job)
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
