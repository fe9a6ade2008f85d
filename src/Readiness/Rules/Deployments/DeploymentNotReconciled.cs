using FlinkReady.FlinkModel.Deployments;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Deployments;

/// <summary>
/// The operator has taken over what the spec says: <c>metadata.generation</c> against <c>status.observedGeneration</c>. The texts of the specs are not compared:
/// the operator's copy holds defaults, nulls and another upgrade mode.
/// </summary>
internal sealed class DeploymentNotReconciled : DeploymentRule
{
    private static readonly RuleSetting<TimeSpan> MaxDelay = RuleSetting.OfDuration(
        "maxDelay", TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1), TimeSpan.FromDays(1), "How long the operator may take over a change.");

    /// <summary>The rule.</summary>
    public DeploymentNotReconciled()
        : base(new RuleDescriptor
        {
            Id = "deployment-not-reconciled",
            Scope = RuleScope.Cluster,
            Category = RuleCategory.Deployment,
            Severity = Severity.Warning,
            Title = "The operator has taken over the spec",
            Why = "What runs is not what the spec says: a change was refused, or the operator does not look. Whoever reads the resource believes in something that is not there.",
            Fix = "Read status.error of the resource and the operator's log.",
            Needs = [],
            Settings = [MaxDelay],
        })
    {
    }

    /// <inheritdoc/>
    protected override Verdict Judge(DeploymentFacts declared, ClusterFacts cluster, ClusterRuleContext context)
    {
        var resource = declared.Resource;
        var (wanted, observed) = (declared.Text(DeploymentResource.Field.Generation), declared.Text(DeploymentResource.Field.ObservedGeneration));
        if (resource.State != ResourceState.NotReconciled)
        {
            return resource.State is ResourceState.Normal or ResourceState.Session && (!wanted.IsKnown || !observed.IsKnown)
                ? Verdict.Undecidable("The operator does not say which generation of the spec it has taken over: it is an old one.")
                : new Verdict.Pass("The operator has taken over what the spec says, or is about to.");
        }

        if (resource.Since is not { } since || cluster.Now - since <= context.Get(MaxDelay))
        {
            return Verdict.NeedsHistory($"The operator has not taken over the latest change yet; it has {Text.Duration(context.Get(MaxDelay))} from when this was first seen.");
        }

        return Verdict.Failed(new Finding
        {
            Message = $"What runs is not what the spec says: for {Text.Duration(cluster.Now - since)} the operator has not taken over generation {wanted.Or(string.Empty)}{(resource.ErrorMessage is { } message ? $". {FailureText.Sentence(message)}" : ".")}",
            Severity = context.Severity,
            Resource = Resource.Cluster,
            Evidence = resource.ErrorMessage is { } words
                ? [wanted.Evidence, observed.Evidence, declared.Text(DeploymentResource.Field.Error).Evidence with { Value = words }]
                : [wanted.Evidence, observed.Evidence],
            Remediation = $"See why the operator refuses the change, mend the spec, and apply it again:\nkubectl -n {resource.Namespace} describe flinkdeployment {resource.Name}",
        });
    }
}
