using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Checkpointing;

/// <summary>The consistency of checkpoints. Flink also says "at_least_once" while checkpointing is off: not judged then.</summary>
internal sealed class CheckpointMode : CheckpointingRule
{
    /// <summary>The rule.</summary>
    public CheckpointMode()
        : base(new RuleDescriptor
        {
            Id = "checkpoint-mode",
            Scope = RuleScope.Job,
            Category = RuleCategory.Checkpointing,
            Severity = Severity.Warning,
            Title = "Checkpoints are exactly-once",
            Why = "With at-least-once checkpoints records count twice after a failure: sums, counts and windows come out wrong.",
            Fix = "Set execution.checkpointing.mode to EXACTLY_ONCE; where alignment takes too long, use unaligned checkpoints.",
            Needs = [JobDetails.Key, CheckpointConfig.Key],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        var mode = job.Checkpointing.Mode;
        if (!mode.TryGet(out var value))
        {
            return mode.Unknown;
        }

        if (!value.Equals("at_least_once", StringComparison.OrdinalIgnoreCase))
        {
            return new Verdict.Pass($"The checkpointing mode is {value}.");
        }

        var method = job.Cluster.Version is { } version && !version.IsAtLeast(1, 20)
            ? "setCheckpointingMode"
            : "setCheckpointingConsistencyMode";
        return Verdict.Failed(new Finding
        {
            Message = "The checkpointing mode is at_least_once: after a failure records count twice in the job's state.",
            Severity = context.Severity,
            Resource = Resource.Job,
            Evidence = [mode.Evidence],
            Remediation = JobRemedy.Set(
                job,
                $"env.getCheckpointConfig().{method}(CheckpointingMode.EXACTLY_ONCE);",
                (FlinkOptions.CheckpointMode, "EXACTLY_ONCE")),
        });
    }
}
