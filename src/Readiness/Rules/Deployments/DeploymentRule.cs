using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Deployments;

/// <summary>A rule on what the Flink operator reports of a deployment: it needs the resource as the API server has it, with its status.</summary>
internal abstract class DeploymentRule : ClusterRule
{
    /// <summary>A rule on deployments.</summary>
    protected DeploymentRule(RuleDescriptor descriptor)
        : base(descriptor)
    {
    }

    /// <inheritdoc/>
    public sealed override Verdict Judge(ClusterFacts cluster, ClusterRuleContext context) => cluster.Declared is { Resource.IsManifest: false } declared
        ? Judge(declared, cluster, context)
        : new Verdict.NotApplicable("No FlinkDeployment of the cluster was read.");

    /// <summary>Judges a deployment whose resource was read.</summary>
    protected abstract Verdict Judge(DeploymentFacts declared, ClusterFacts cluster, ClusterRuleContext context);
}
