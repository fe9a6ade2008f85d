using FlinkReady.FlinkModel.Deployments;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Rules.Identity;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Deployments;

/// <summary>
/// Upgrades refuse to drop state. <c>spec.job.allowNonRestoredState</c> is what <c>ignore-unclaimed-state</c> is about, for one job, and invisible in REST: it
/// goes to the client's arguments.
/// </summary>
internal sealed class UpgradeUnclaimedState : UpgradeRule
{
    private static readonly RuleSetting<Severity> MissingUidSeverity = RuleSetting.OfSeverity(
        "missingUidSeverity", Severity.Critical, $"Severity where {OperatorUid.RuleId} fails on the job.");

    /// <summary>The rule.</summary>
    public UpgradeUnclaimedState()
        : base(new RuleDescriptor
        {
            Id = "upgrade-unclaimed-state",
            Scope = RuleScope.Job,
            Category = RuleCategory.Deployment,
            Severity = Severity.Warning,
            Title = "Upgrades refuse to drop state",
            Why = "With allowNonRestoredState, state whose operator is not found is dropped without a word at every upgrade. An operator whose id changed, as ids without uid do, starts empty.",
            Fix = "Remove spec.job.allowNonRestoredState; set it for the one upgrade that is meant to drop state.",
            Needs = [JobDetails.Key],
            Settings = [MissingUidSeverity],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        if (job.Upgrade.Declared is not { } declared)
        {
            return new Verdict.NotApplicable("No resource of the Flink operator declares the job.");
        }

        var allow = declared.Text(DeploymentResource.Field.AllowNonRestoredState);
        if (!declared.Resource.IsTrue(DeploymentResource.Field.AllowNonRestoredState))
        {
            return new Verdict.Pass("State that finds no operator makes an upgrade fail, as it should.");
        }

        var lacking = UidTally.Of(job.Graph, context.Operators.Value).Accused.Count;
        return Verdict.Failed(new Finding
        {
            Message = "State that finds no operator is dropped at each upgrade (allowNonRestoredState: true)."
                + (lacking == 0 ? string.Empty : $" {Text.Count(lacking, "operator")} of the job {(lacking == 1 ? "has" : "have")} no uid and will lose state that way: such ids change with the graph."),
            Severity = lacking == 0 ? context.Severity : context.Get(MissingUidSeverity),
            Resource = Resource.Job,
            Evidence = [allow.Evidence],
            Remediation = InJob(job, "Switch it off", "allowNonRestoredState: false"),
        });
    }
}
