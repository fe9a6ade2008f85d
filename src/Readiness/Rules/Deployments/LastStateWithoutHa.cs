using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Deployments;

/// <summary>
/// A last-state upgrade finds the last checkpoint in the metadata of high availability. So does a savepoint upgrade of a job that is not running, unless the
/// fall-back is off (Flink Kubernetes Operator: <c>AbstractJobReconciler.getJobUpgrade</c>).
/// </summary>
internal sealed class LastStateWithoutHa : UpgradeRule
{
    /// <summary>The rule.</summary>
    public LastStateWithoutHa()
        : base(new RuleDescriptor
        {
            Id = "last-state-without-ha",
            Scope = RuleScope.Job,
            Category = RuleCategory.Deployment,
            Severity = Severity.Warning,
            Title = "Last-state upgrades find the last checkpoint",
            Why = "Without high availability nobody remembers the last checkpoint once the JobManager is gone: a job that is not healthy can't be upgraded, and somebody has to find its state by hand.",
            Fix = "Turn on high availability in spec.flinkConfiguration.",
            Needs = [JobDetails.Key],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        var isLastState = job.Upgrade.Mode.Or(string.Empty) == "last-state" && job.Upgrade.Declared is not { IsOfSession: true };
        if (!isLastState && !job.Upgrade.FallsBackToLastState)
        {
            return new Verdict.NotApplicable("The job's upgrades don't take the last state from high availability.");
        }

        var ha = KnownHa.Of(job.Cluster);
        if (ha.IsOn is not { } isOn)
        {
            return ha.Key.Unknown;
        }

        if (isOn)
        {
            return new Verdict.Pass($"High availability is on ({ha.Key.Field}): an upgrade finds the last checkpoint there.", Complete: ha.Certainty == Certainty.Proven);
        }

        var what = isLastState
            ? "The job's upgrades take the last state, and high availability, where it would be found, is off: of a job that is not running, somebody has to find the last checkpoint by hand."
            : "Where the job is not running, the operator upgrades it from its last state, and high availability, where that would be found, is off: somebody has to find the last checkpoint by hand.";
        return Verdict.Failed(new Finding
        {
            Message = what + ha.Doubt,
            Severity = context.Severity,
            Certainty = ha.Certainty,
            Resource = Resource.Job,
            Evidence = [job.Upgrade.ModeEvidence, ha.Key.Evidence],
            Remediation = HaRemedy.For(job.Cluster),
        });
    }
}
