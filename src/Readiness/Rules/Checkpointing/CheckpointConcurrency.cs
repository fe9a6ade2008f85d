using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Checkpointing;

/// <summary>How many checkpoints may be in progress at once.</summary>
internal sealed class CheckpointConcurrency : CheckpointingRule
{
    /// <summary>The rule.</summary>
    public CheckpointConcurrency()
        : base(new RuleDescriptor
        {
            Id = "checkpoint-concurrency",
            Scope = RuleScope.Job,
            Category = RuleCategory.Checkpointing,
            Severity = Severity.Info,
            Title = "One checkpoint at a time",
            Why = "Concurrent checkpoints compete with each other and with the job; a slow job gets slower the more of them are in progress.",
            Fix = "Set execution.checkpointing.max-concurrent-checkpoints to 1.",
            Needs = [JobDetails.Key, CheckpointConfig.Key],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        var concurrent = job.Checkpointing.MaxConcurrent;
        if (!concurrent.TryGet(out var value))
        {
            return concurrent.Unknown;
        }

        return value <= 1
            ? new Verdict.Pass("One checkpoint at a time.")
            : Verdict.Failed(new Finding
            {
                Message = $"Up to {value} checkpoints may be in progress at once (1 is usual): they compete with each other and with the job.",
                Severity = context.Severity,
                Resource = Resource.Job,
                Evidence = [concurrent.Evidence],
                Remediation = JobRemedy.Set(
                    job,
                    "env.getCheckpointConfig().setMaxConcurrentCheckpoints(1);",
                    (FlinkOptions.CheckpointConcurrency, "1")),
            });
    }
}
