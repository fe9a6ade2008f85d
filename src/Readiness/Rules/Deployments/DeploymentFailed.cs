using FlinkReady.FlinkModel.Deployments;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Deployments;

/// <summary>
/// The operator brought the deployment up. An ERROR or a MISSING JobManager outweighs a life-cycle state that still reads STABLE: the operator writes that later.
/// </summary>
internal sealed class DeploymentFailed : DeploymentRule
{
    /// <summary>The rule.</summary>
    public DeploymentFailed()
        : base(new RuleDescriptor
        {
            Id = "deployment-failed",
            Scope = RuleScope.Cluster,
            Category = RuleCategory.Deployment,
            Severity = Severity.Critical,
            Title = "The deployment is up",
            Why = "The operator, or Kubernetes, could not bring the cluster up, or it is gone though it is wanted: nothing runs, and nothing will without somebody who helps.",
            Fix = "Read the operator's error, mend what it names, and apply the resource again.",
            Needs = [],
        })
    {
    }

    /// <inheritdoc/>
    protected override Verdict Judge(DeploymentFacts declared, ClusterFacts cluster, ClusterRuleContext context)
    {
        var resource = declared.Resource;
        if (resource.State != ResourceState.Failed)
        {
            return new Verdict.Pass(resource.State == ResourceState.InUpgrade ? "The deployment is on its way up." : "The operator reports no failure of the deployment.");
        }

        var (lifecycle, jobManager, error) = (declared.Text(DeploymentResource.Field.Lifecycle), declared.Text(DeploymentResource.Field.JobManagerStatus), declared.Text(DeploymentResource.Field.Error));
        var state = jobManager.Or(string.Empty) is "ERROR" or "MISSING" ? $"its JobManager is {jobManager.Or(string.Empty)}" : $"the operator says {resource.Lifecycle}";
        return Verdict.Failed(new Finding
        {
            Message = $"The deployment is not up: {state}{(resource.ErrorMessage is { } message ? $". {FailureText.Sentence(message)}" : ".")}",
            Severity = context.Severity,
            Resource = Resource.Cluster,
            Evidence = resource.ErrorMessage is { } words ? [lifecycle.Evidence, jobManager.Evidence, error.Evidence with { Value = words }] : [lifecycle.Evidence, jobManager.Evidence],
            Remediation = $"See what the operator and the JobManager say, mend what they name, and apply the resource again:\nkubectl -n {resource.Namespace} describe flinkdeployment {resource.Name}\nkubectl -n {resource.Namespace} logs deployment/{resource.Name}",
        });
    }
}
