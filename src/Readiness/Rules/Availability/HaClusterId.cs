using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Availability;

/// <summary>
/// The name under which a standalone cluster keeps its data in ZooKeeper. Two clusters with the default name take each other's jobs.
/// Kubernetes and YARN deployments get a name from the deployment.
/// </summary>
internal sealed class HaClusterId : ClusterRule
{
    /// <summary>The rule.</summary>
    public HaClusterId()
        : base(new RuleDescriptor
        {
            Id = "ha-cluster-id",
            Scope = RuleScope.Cluster,
            Category = RuleCategory.Availability,
            Severity = Severity.Info,
            Title = "The cluster has a name of its own in ZooKeeper",
            Why = "Two standalone clusters that share a ZooKeeper under the default name elect one leader for both and recover each other's jobs.",
            Fix = "Set high-availability.cluster-id to a name of its own for each cluster.",
            Needs = [JobManagerConfiguration.Key],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(ClusterFacts cluster, ClusterRuleContext context)
    {
        if (HighAvailability.ModeOf(cluster.Configuration) != HighAvailabilityMode.ZooKeeper)
        {
            return new Verdict.NotApplicable("High availability does not use ZooKeeper.");
        }

        if (cluster.Deployment != Deployment.Standalone)
        {
            return new Verdict.NotApplicable("The deployment sets the cluster id.");
        }

        var id = cluster.Configuration.Find(FlinkOptions.HighAvailabilityClusterId);
        if (id.TryGet(out var value) && value.Trim().Trim('/') is not ("" or "default"))
        {
            return new Verdict.Pass($"The cluster has an id of its own ({id.Field}: {value}).");
        }

        return Verdict.Failed(new Finding
        {
            Message = id.IsKnown
                ? $"The cluster keeps its data in ZooKeeper under the default name ({id.Field}: {value}): another cluster there would take its jobs."
                : "No key of the configuration names the cluster in ZooKeeper: it keeps its data under /default, and another cluster there would take its jobs.",
            Severity = context.Severity,
            Resource = Resource.Cluster,
            Evidence = [id.Evidence],
            Remediation = Remedy.Configuration(cluster, (FlinkOptions.HighAvailabilityClusterId, "/<name-of-this-cluster>")),
        });
    }
}
