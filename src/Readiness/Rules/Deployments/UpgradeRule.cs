using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Deployments;

/// <summary>
/// A rule on how a job is upgraded. It takes no answer of the JobManager to judge what a resource declares, so that it is judged before the cluster is there, and
/// while it does not answer.
/// </summary>
internal abstract class UpgradeRule : JobRule
{
    /// <summary>A rule on upgrades.</summary>
    protected UpgradeRule(RuleDescriptor descriptor)
        : base(descriptor)
    {
    }

    /// <inheritdoc/>
    public override Verdict? Gate(JobFacts job) => JobGates.LiveStreamingJob(job) ?? Declared(job);

    /// <summary>Not applicable where nobody says how the job is upgraded, and to batch jobs.</summary>
    protected static Verdict? Declared(JobFacts job)
    {
        if (!job.Upgrade.Mode.IsKnown)
        {
            return new Verdict.NotApplicable("How the job is upgraded is not known: no resource of the Flink operator was read, and neither upgradeMode nor --upgrade-mode says it.");
        }

        var mode = job.Upgrade.Declared?.Configuration.Entry("execution.runtime-mode").Or(string.Empty).Trim();
        return string.Equals(mode, "BATCH", StringComparison.OrdinalIgnoreCase) ? new Verdict.NotApplicable("A batch job.") : null;
    }

    /// <summary>Lines for the resource: one sentence, then YAML below <c>spec.job</c>.</summary>
    protected static string InJob(JobFacts job, string sentence, string line) => $"{sentence} in {job.Upgrade.Declared!.Kind}:\nspec:\n  job:\n    {line}";
}
