using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Facts;

namespace FlinkReady.Readiness.Judging;

/// <summary>Reads the figures of a job that are exported beside its verdicts; figures that this poll does not show stay until they are too old.</summary>
internal static class JobFigureReader
{
    /// <summary>The figures of a job after a poll.</summary>
    /// <param name="job">The job.</param>
    /// <param name="kept">Earlier ones that are not too old yet; null where there are none.</param>
    public static JobFigures Read(JobFacts job, JobFigures? kept)
    {
        if (job.IsTerminal)
        {
            return new JobFigures();
        }

        if (!job.HasGraph)
        {
            return kept ?? new JobFigures();
        }

        // A restart forgets the checkpoints of the time before it, but they were completed all the same.
        return new JobFigures
        {
            MaxParallelismHeadroom = job.AllTasksUp ? job.LeastHeadroom?.Headroom : kept?.MaxParallelismHeadroom,
            LastCompletedCheckpoint = job.Checkpointing.LatestCompletedAckMs.TryGet(out var ack)
                ? DateTimeOffset.FromUnixTimeMilliseconds(ack)
                : kept?.LastCompletedCheckpoint,
            CheckpointStateBytes = job.Checkpointing.StateSize.TryGet(out var size) ? size : kept?.CheckpointStateBytes,
        };
    }
}
