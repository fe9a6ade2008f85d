using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Deployments;

/// <summary>
/// The next change of the spec keeps the job's state. <c>stateless</c> is what the operator takes where nothing is said (Flink Kubernetes Operator:
/// <c>JobSpec.upgradeMode</c>); the API server fills in no default.
/// </summary>
internal sealed class UpgradeModeStateless : UpgradeRule
{
    private static readonly RuleSetting<Severity> UnseenSeverity = RuleSetting.OfSeverity(
        "stateUnseenSeverity", Severity.Warning, "Severity where no checkpoint shows whether the job has state.");

    private static readonly RuleSetting<Severity> NoStateSeverity = RuleSetting.OfSeverity(
        "noStateSeverity", Severity.Info, "Severity where the last checkpoint held no state.");

    /// <summary>The rule.</summary>
    public UpgradeModeStateless()
        : base(new RuleDescriptor
        {
            Id = "upgrade-mode-stateless",
            Scope = RuleScope.Job,
            Category = RuleCategory.Deployment,
            Severity = Severity.Critical,
            Title = "Upgrades keep the job's state",
            Why = "With upgradeMode stateless, which is what the operator takes where nothing is said, every change of the spec stops the job and starts it empty: a new image, more memory, one changed key.",
            Fix = "Set spec.job.upgradeMode to savepoint, or to last-state with high availability.",
            Needs = [JobDetails.Key],
            Settings = [UnseenSeverity, NoStateSeverity],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        var mode = job.Upgrade.Mode.Or(string.Empty);
        if (mode != "stateless")
        {
            return new Verdict.Pass($"Upgrades keep the state ({job.Upgrade.Mode.Field}: {mode}).");
        }

        if (job.Checkpointing.IsEnabled == false)
        {
            return new Verdict.NotApplicable("Checkpointing is off: the job keeps no state to take along.");
        }

        var size = job.Checkpointing.StateSize;
        var bytes = size.IsKnown ? (long?)size.Or(0) : null;
        return Verdict.Failed(new Finding
        {
            Message = $"{Cause(job)}: the next change starts the job empty. {State(bytes)}",
            Severity = bytes switch
            {
                > 0 => context.Severity,
                null => context.Get(UnseenSeverity),
                _ => context.Get(NoStateSeverity),
            },
            Resource = Resource.Job,
            Evidence = size.IsKnown ? [job.Upgrade.ModeEvidence, size.Evidence] : [job.Upgrade.ModeEvidence],
            Remediation = job.Upgrade.Declared is null
                ? "Stop the job with a savepoint, and start the next version from it:\nflink stop --savepointPath <directory> " + job.Id + "\nflink run --fromSavepoint <savepoint> <jar>"
                : InJob(job, "Let the operator take a savepoint at each change,", "upgradeMode: savepoint"),
        });
    }

    private static string Cause(JobFacts job) => job.Upgrade.Declared is not { } declared
        ? "The job is upgraded without its state"
        : declared.Resource.Find(FlinkModel.Deployments.DeploymentResource.Field.UpgradeMode) is null
            ? "No upgradeMode is set, and the operator takes stateless"
            : "The upgradeMode is stateless";

    private static string State(long? bytes) => bytes switch
    {
        null => "Whether it has state was not seen yet.",
        0 => "Its last checkpoint held none.",
        { } some => $"Its last checkpoint held {Text.Bytes(some)}.",
    };
}
