using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Rules;

namespace FlinkReady.Readiness.Assessments;

/// <summary>Reads the figures of a job that are exported beside its verdicts; figures that were not read stay until they are too old.</summary>
internal static class JobFigureReader
{
    public static JobFigures Read(JobFacts job, JobFigures? earlier, DateTimeOffset now, TimeSpan staleAfter)
    {
        if (job.IsTerminal)
        {
            return new JobFigures { ObservedAt = job.Now };
        }

        if (job.OriginOf(Evidences.JobDetails).State != OriginState.Answered)
        {
            return earlier?.ObservedAt is { } observed && now - observed <= staleAfter ? earlier : new JobFigures();
        }

        return new JobFigures
        {
            MaxParallelismHeadroom = job.AllTasksUp ? Headroom(job) : earlier?.MaxParallelismHeadroom,
            LastCompletedCheckpoint = job.Checkpointing.LatestCompletedAckMs.TryGet(out var ack)
                ? DateTimeOffset.FromUnixTimeMilliseconds(ack)
                : Unread(job) ? earlier?.LastCompletedCheckpoint : null,
            CheckpointStateBytes = job.Checkpointing.StateSize.TryGet(out var size) ? size : Unread(job) ? earlier?.CheckpointStateBytes : null,
            ObservedAt = job.Now,
        };
    }

    private static bool Unread(JobFacts job) => !job.OriginOf(Evidences.CheckpointStatistics).IsAnswered;

    private static double? Headroom(JobFacts job)
    {
        double? smallest = null;
        foreach (var vertex in job.Vertices)
        {
            if (vertex.IsKeyed && vertex.Parallelism.TryGet(out var parallelism) && vertex.MaxParallelism.TryGet(out var maximum) && parallelism > 0 && maximum > 0)
            {
                var ratio = (double)maximum / parallelism;
                smallest = smallest is null || ratio < smallest ? ratio : smallest;
            }
        }

        return smallest;
    }
}
