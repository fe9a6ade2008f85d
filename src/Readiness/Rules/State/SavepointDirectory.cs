using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.State;

/// <summary>A default directory for savepoints (Flink: <c>CheckpointingOptions.SAVEPOINT_DIRECTORY</c>).</summary>
internal sealed class SavepointDirectory : ClusterRule
{
    /// <summary>The rule.</summary>
    public SavepointDirectory()
        : base(new RuleDescriptor
        {
            Id = "savepoint-directory",
            Scope = RuleScope.Cluster,
            Category = RuleCategory.State,
            Severity = Severity.Info,
            Title = "There is a default directory for savepoints",
            Why = "Without one, every stop and every savepoint has to name a path. The web interface and tools that name none fail, in the middle of an upgrade.",
            Fix = "Set execution.checkpointing.savepoint-dir (before 1.20: state.savepoints.dir) to storage that outlives the cluster.",
            Needs = [JobManagerConfiguration.Key],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(ClusterFacts cluster, ClusterRuleContext context)
    {
        var directory = cluster.Configuration.Find(FlinkOptions.SavepointDirectory);
        if (directory.TryGet(out var path) && path.Trim().Length > 0)
        {
            return new Verdict.Pass($"Savepoints go to a default directory ({directory.Field}).");
        }

        var operatorNeedsIt = cluster.Deployment == Deployment.KubernetesOperator ? " The operator cannot do a savepoint upgrade without it." : string.Empty;
        return Verdict.Failed(new Finding
        {
            Message = "The configuration names no default directory for savepoints." + operatorNeedsIt,
            Severity = context.Severity,
            Resource = Resource.Cluster,
            Evidence = [directory.Evidence],
            Remediation = Remedy.Configuration(cluster, (FlinkOptions.SavepointDirectory, "s3://<bucket>/flink/savepoints")),
        });
    }
}
