using System.Globalization;
using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Checkpointing;

/// <summary>
/// How many completed checkpoints are kept: 1 where no key that the cluster's version reads says otherwise. The JobManager reads it for all jobs: a value that a job
/// carries changes nothing.
/// </summary>
internal sealed class CheckpointsRetained : ClusterRule
{
    private static readonly RuleSetting<long> Min = RuleSetting.OfWholeNumber("min", 2, 1, 1000, "Fewer retained checkpoints than this are too few.");

    /// <summary>The rule.</summary>
    public CheckpointsRetained()
        : base(new RuleDescriptor
        {
            Id = "checkpoints-retained",
            Scope = RuleScope.Cluster,
            Category = RuleCategory.Checkpointing,
            Severity = Severity.Info,
            Title = "More than one checkpoint is kept",
            Why = "With one checkpoint kept there is nothing to go back to when it turns out damaged, or holds the error one wants to undo.",
            Fix = "Set execution.checkpointing.num-retained (state.checkpoints.num-retained before 1.20) to 2 or more.",
            Needs = [JobManagerConfiguration.Key],
            Settings = [Min],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(ClusterFacts cluster, ClusterRuleContext context)
    {
        var retained = cluster.Configuration.Find(FlinkOptions.CheckpointsRetained);
        var minimum = context.Get(Min);
        if (!retained.TryGet(out var text))
        {
            return minimum <= 1
                ? new Verdict.Pass("One checkpoint is kept: Flink's default.")
                : Fail(cluster, context, retained, $"No key of the configuration sets how many checkpoints are kept: Flink keeps 1.{Spelling.Note(cluster, FlinkOptions.CheckpointsRetained)}");
        }

        if (!long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return Verdict.Undecidable($"The value of {retained.Field} is no number{(Quotes.AreIn(text) ? ": its quotes belong to it" : string.Empty)}.");
        }

        return value < minimum
            ? Fail(cluster, context, retained, $"Only {Text.Count(value, "checkpoint")} of a job {(value == 1 ? "is" : "are")} kept (at least {minimum} are wanted).")
            : new Verdict.Pass($"{Text.Count(value, "checkpoint")} of a job {(value == 1 ? "is" : "are")} kept.", Complete: retained.Certainty == Certainty.Proven);
    }

    private static Verdict.Fail Fail(ClusterFacts cluster, ClusterRuleContext context, Fact<string> retained, string message) =>
        Verdict.Failed(new Finding
        {
            Message = message,
            Severity = context.Severity,
            Certainty = retained.Certainty,
            Resource = Resource.Cluster,
            Evidence = Spelling.Evidence(cluster, FlinkOptions.CheckpointsRetained),
            Remediation = Remedy.Configuration(cluster, (FlinkOptions.CheckpointsRetained, Wanted(cluster, context).ToString(CultureInfo.InvariantCulture))),
        });

    // Somebody who wrote a number into a spelling that is not read wanted that number.
    private static long Wanted(ClusterFacts cluster, ClusterRuleContext context)
    {
        return long.TryParse(cluster.Configuration.FindUnread(FlinkOptions.CheckpointsRetained).Or(string.Empty).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var unread)
            ? Math.Max(unread, context.Get(Min))
            : Math.Max(3, context.Get(Min));
    }
}
