using FlinkReady.FlinkModel.Sources;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.History;

namespace FlinkReady.Readiness.Judging;

/// <summary>What a job is judged with beside its own facts.</summary>
/// <param name="Target">The name of the target.</param>
/// <param name="Cluster">The cluster with all jobs that are known so far.</param>
/// <param name="Before">The job's assessment of the poll before, null where there was none.</param>
/// <param name="Memory">What belongs to that; null where there was none.</param>
/// <param name="History">Earlier polls of the target.</param>
/// <param name="Now">The time of the poll.</param>
internal readonly record struct JobCase(
    string Target, ClusterFacts Cluster, JobAssessment? Before, JobMemory? Memory, TargetHistory History, DateTimeOffset Now)
{
    /// <summary>True where the assessment of the poll before is one of the same run, as far as the start times tell.</summary>
    public bool IsSameRun(JobFacts job) =>
        Before is not null && (job.StartTime is null || Before.StartTime is null || Before.StartTime == job.StartTime);

    /// <summary>The stamp of what is known of the time before the job started.</summary>
    public Stamp HistoryOf(JobFacts job) => History.StampFor(job, Cluster, Before?.Operators ?? []);
}
