using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Rules.Identity;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.State;

/// <summary>
/// The safety net of every upgrade: Flink refuses to restore where state of the savepoint finds no operator. The key switches that off for all jobs
/// (Flink: <c>StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE</c>).
/// </summary>
internal sealed class IgnoreUnclaimedState : ClusterRule
{
    private static readonly RuleSetting<Severity> MissingUidSeverity = RuleSetting.OfSeverity(
        "missingUidSeverity", Severity.Critical, $"Severity where {OperatorUid.RuleId} fails on a job of the cluster.");

    /// <summary>The rule.</summary>
    public IgnoreUnclaimedState()
        : base(new RuleDescriptor
        {
            Id = "ignore-unclaimed-state",
            Scope = RuleScope.Cluster,
            Category = RuleCategory.State,
            Severity = Severity.Warning,
            Title = "Flink refuses to drop state on restore",
            Why = "With this key on, state whose operator is not found is dropped without a word. An operator whose id changed, as ids without uid do, starts empty.",
            Fix = "Remove the key; allow it for one restore by hand where state is meant to go.",
            Needs = [JobManagerConfiguration.Key],
            Settings = [MissingUidSeverity],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(ClusterFacts cluster, ClusterRuleContext context)
    {
        var ignore = cluster.Configuration.Find(FlinkOptions.IgnoreUnclaimedState);
        if (!cluster.Configuration.IsTrue(FlinkOptions.IgnoreUnclaimedState))
        {
            return ignore.Certainty == Certainty.Proven
                ? new Verdict.Pass("State that finds no operator makes a restore fail, as it should.")
                : new Verdict.Pass("No key of the cluster's configuration lets a restore drop state. The configuration of a client that submits jobs can't be seen.", Complete: false);
        }

        var exposed = cluster.Jobs.Where(job => HasMissingUid(context, job.Id)).Select(job => Text.Name(job.Name)).ToList();
        return Verdict.Failed(new Finding
        {
            Message = $"State that finds no operator is dropped on restore ({ignore.Field}: {ignore.Or(string.Empty)})."
                + (cluster.IsApplication ? string.Empty : " That holds for jobs that are submitted through the cluster, and for clients with the same configuration.")
                + (exposed.Count == 0
                    ? string.Empty
                    : $" {exposed[0]}{(exposed.Count > 1 ? $" and {Text.Count(exposed.Count - 1, "other job")}" : string.Empty)} will lose state that way: operators without uid change their id with the graph."),
            Severity = exposed.Count == 0 ? context.Severity : context.Get(MissingUidSeverity),
            Certainty = ignore.Certainty,
            Resource = Resource.Cluster,
            Evidence = [ignore.Evidence],
            Remediation = $"Remove {ignore.Field} {Remedy.Place(cluster)}. Where one restore is meant to drop state, say it there:\nflink run --allowNonRestoredState --fromSavepoint <path> <jar>",
        });
    }

    private static bool HasMissingUid(ClusterRuleContext context, string job) =>
        context.JobChecks.TryGetValue(job, out var checks) && checks.Any(check => check.Rule.Id == OperatorUid.RuleId && check.Status == CheckStatus.Fail);
}
