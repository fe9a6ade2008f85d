using FlinkReady.FlinkModel.Deployments;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Deployments;

/// <summary>Several JobManagers elect a leader. The operator's admission refuses them without high availability (<c>DefaultValidator.validateJmSpec</c>); its webhook may be off.</summary>
internal sealed class StandbyWithoutHa : ClusterRule
{
    /// <summary>The rule.</summary>
    public StandbyWithoutHa()
        : base(new RuleDescriptor
        {
            Id = "standby-without-ha",
            Scope = RuleScope.Cluster,
            Category = RuleCategory.Deployment,
            Severity = Severity.Critical,
            Title = "Several JobManagers elect a leader",
            Why = "Without high availability each JobManager takes itself for the only one: each starts the job, and they write over each other's checkpoints and results.",
            Fix = "Turn on high availability, or set spec.jobManager.replicas to 1.",
            Needs = [],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(ClusterFacts cluster, ClusterRuleContext context)
    {
        if (cluster.Declared is not { } declared)
        {
            return new Verdict.NotApplicable("No FlinkDeployment of the cluster was read.");
        }

        var replicas = declared.Text(DeploymentResource.Field.JobManagerReplicas);
        var number = declared.Resource.Number(DeploymentResource.Field.JobManagerReplicas);
        if (number is not > 1)
        {
            return replicas.IsKnown && number is null
                ? Verdict.Undecidable($"spec.jobManager.replicas is no number: {replicas.Or(string.Empty)}")
                : new Verdict.Pass("There is one JobManager.");
        }

        var ha = KnownHa.Of(cluster);
        return ha.IsOn switch
        {
            null => ha.Key.Unknown,
            true => new Verdict.Pass($"{number} JobManagers elect a leader ({ha.Key.Field}).", Complete: ha.Certainty == Certainty.Proven),
            _ => Verdict.Failed(new Finding
            {
                Message = $"There are {number} JobManagers and no high availability: each takes itself for the leader and starts the job." + ha.Doubt,
                Severity = context.Severity,
                Certainty = ha.Certainty,
                Resource = Resource.Cluster,
                Evidence = [replicas.Evidence, ha.Key.Evidence],
                Remediation = HaRemedy.For(cluster) + "\nor have one JobManager only, spec.jobManager.replicas: 1",
            }),
        };
    }
}
