using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.History;

namespace FlinkReady.Readiness.Judging;

/// <summary>
/// Judges jobs before the poll of their cluster is over, so that the time of waiting for the next answer is not lost. Changes no verdict: what the assessor
/// does not find here it judges itself. One caller at a time.
/// </summary>
public sealed class JobsAhead
{
    private readonly JobAssessor _jobs;
    private readonly string _target;
    private readonly DateTimeOffset _wallClock;
    private readonly Dictionary<JobSnapshot, JudgedJob> _judged = new(ReferenceEqualityComparer.Instance);
    private ClusterFacts? _cluster;

    internal JobsAhead(JobAssessor jobs, string target, DateTimeOffset wallClock) => (_jobs, _target, _wallClock) = (jobs, target, wallClock);

    /// <summary>What was found of the graphs.</summary>
    internal JudgedGraphs Graphs { get; } = new();

    /// <summary>Judges a job whose answers are in.</summary>
    /// <param name="cluster">What the poll read of the cluster before it read jobs; the same in each call.</param>
    /// <param name="job">The job.</param>
    public void Judge(ClusterSnapshot cluster, JobSnapshot job)
    {
        var facts = _cluster ??= new ClusterFacts(cluster);
        _judged[job] = _jobs.Judge(new JobFacts(job, facts), new JobCase(_target, facts, null, null, TargetHistory.Empty, Graphs, _wallClock));
    }

    /// <summary>What was found about a job, null where it was not given.</summary>
    internal JudgedJob? Find(JobSnapshot job) => _judged.GetValueOrDefault(job);
}
