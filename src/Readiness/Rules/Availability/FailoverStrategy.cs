using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Availability;

/// <summary>What is restarted when a task fails: its region, which is Flink's default, or everything.</summary>
internal sealed class FailoverStrategy : ClusterRule
{
    /// <summary>The rule.</summary>
    public FailoverStrategy()
        : base(new RuleDescriptor
        {
            Id = "failover-strategy",
            Scope = RuleScope.Cluster,
            Category = RuleCategory.Availability,
            Severity = Severity.Info,
            Title = "Only the region of a failed task is restarted",
            Why = "With the strategy full, one failed task restarts every task of the job, also those that have no connection with it.",
            Fix = "Set jobmanager.execution.failover-strategy to region, or remove the key: region is the default.",
            Needs = [JobManagerConfiguration.Key],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(ClusterFacts cluster, ClusterRuleContext context)
    {
        if (cluster.IsAdaptive)
        {
            return new Verdict.NotApplicable("The adaptive scheduler always restarts the whole job.");
        }

        var strategy = cluster.Configuration.Find(FlinkOptions.FailoverStrategy);
        return strategy.TryGet(out var value) && value.Trim().Equals("full", StringComparison.OrdinalIgnoreCase)
            ? Verdict.Failed(new Finding
            {
                Message = "The fail-over strategy is full: one failed task restarts every task of its job.",
                Severity = context.Severity,
                Certainty = strategy.Certainty,
                Resource = Resource.Cluster,
                Evidence = [strategy.Evidence],
                Remediation = Remedy.Configuration(cluster, (FlinkOptions.FailoverStrategy, "region")),
            })
            : new Verdict.Pass($"The fail-over strategy is {strategy.Or("region, the default")}.", Complete: strategy.Certainty == Certainty.Proven);
    }
}
