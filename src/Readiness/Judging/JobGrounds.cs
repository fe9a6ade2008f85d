using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Judging;

/// <summary>
/// What a job's assessment rests on. Where the next look has the same grounds, only rules whose verdict was one on that look alone
/// (<see cref="Verdict.IsOfThisLook"/>) or has had its time (<see cref="Verdict.HoldsUntil"/>) are asked again: most looks find most jobs as they were.
/// </summary>
/// <param name="cluster">The grounds that all jobs of the cluster share.</param>
/// <param name="job">The job's own answers.</param>
/// <param name="wholeUntil">The last moment at which no rule has to be asked again.</param>
internal sealed class JobGrounds(ClusterGrounds cluster, JobSnapshot job, DateTimeOffset wholeUntil)
{
    /// <summary>True where no rule has to be asked again.</summary>
    public bool AreWholeAt(DateTimeOffset now) => now <= wholeUntil;

    /// <summary>
    /// The grounds of an assessment, null where it holds for its own look only: the graph did not exist, or a verdict of an earlier look had to stand in, which
    /// grows too old.
    /// </summary>
    public static JobGrounds? Of(ClusterGrounds cluster, JobFacts job, IReadOnlyList<CheckResult> checks, DateTimeOffset now)
    {
        if (!job.HasGraph && !job.IsTerminal)
        {
            return null;
        }

        foreach (var check in checks)
        {
            if (check.HeldAt != now)
            {
                return null;
            }
        }

        return new JobGrounds(cluster, job.Snapshot, WholeUntil(checks));
    }

    /// <summary>The same grounds for other verdicts.</summary>
    public JobGrounds For(IReadOnlyList<CheckResult> checks) => new(cluster, job, WholeUntil(checks));

    /// <summary>True where a look read nothing of the job that this one does not rest on already.</summary>
    public bool Hold(ClusterGrounds otherCluster, JobSnapshot other) =>
        ReferenceEquals(cluster, otherCluster)
        && ReferenceEquals(job.Details, other.Details)
        && ReferenceEquals(job.Config, other.Config)
        && ReferenceEquals(job.Checkpoints, other.Checkpoints)
        && ReferenceEquals(job.CheckpointConfig, other.CheckpointConfig)
        && ReferenceEquals(job.CheckpointDetails, other.CheckpointDetails)
        && ReferenceEquals(job.Exceptions, other.Exceptions)
        && ReferenceEquals(job.ResourceRequirements, other.ResourceRequirements)
        && job.ListedStatus == other.ListedStatus
        && job.Overview?.State == other.Overview?.State
        && job.Overview?.StartTimeMs == other.Overview?.StartTimeMs
        && job.Overview?.EndTimeMs == other.Overview?.EndTimeMs
        && job.Name == other.Name;

    private static DateTimeOffset WholeUntil(IReadOnlyList<CheckResult> checks)
    {
        var until = DateTimeOffset.MaxValue;
        foreach (var check in checks)
        {
            until = check.HoldsUntil < until ? check.HoldsUntil : until;
        }

        return until;
    }
}
