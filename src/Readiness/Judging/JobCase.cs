using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.History;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Readiness.Judging;

/// <summary>What a job is judged with beside its own facts.</summary>
/// <param name="Target">The name of the target.</param>
/// <param name="Cluster">The cluster with all jobs that are known so far.</param>
/// <param name="Before">The job's assessment of the poll before, null where there was none.</param>
/// <param name="Memory">What belongs to that; null where there was none.</param>
/// <param name="History">Earlier polls of the target.</param>
/// <param name="Graphs">What was found of the graphs of other jobs in this poll.</param>
/// <param name="Now">The time of the poll.</param>
internal readonly record struct JobCase(
    string Target, ClusterFacts Cluster, JobAssessment? Before, JobMemory? Memory, TargetHistory History, JudgedGraphs Graphs, DateTimeOffset Now)
{
    /// <summary>True where the assessment of the poll before is one of the same run, as far as the start times tell.</summary>
    public bool IsSameRun(JobFacts job) =>
        Before is not null && (job.StartTime is null || Before.StartTime is null || Before.StartTime == job.StartTime);

    /// <summary>What is known of the time before.</summary>
    public JobPast PastOf(JobFacts job, Lazy<IReadOnlyList<VertexOperators>> operators) => new(job, Cluster, History, operators, Graphs.OfRuns);
}
