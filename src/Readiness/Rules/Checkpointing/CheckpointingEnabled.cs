using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Checkpointing;

/// <summary>
/// Periodic checkpoints. Off shows as an interval of <see cref="long.MaxValue"/> or, where the job graph has no checkpoint settings at all,
/// as a 404 (Flink: <c>CheckpointConfigHandler</c>).
/// </summary>
internal sealed class CheckpointingEnabled : JobRule
{
    /// <summary>The rule.</summary>
    public CheckpointingEnabled()
        : base(new RuleDescriptor
        {
            Id = "checkpointing-enabled",
            Scope = RuleScope.Job,
            Category = RuleCategory.Checkpointing,
            Severity = Severity.Critical,
            Title = "Checkpoints are taken",
            Why = "Without checkpoints a failure loses all state, and by default the job is not restarted at all.",
            Fix = "Set execution.checkpointing.interval, or call env.enableCheckpointing(interval).",
            Needs = [JobDetails.Key, CheckpointConfig.Key],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        var interval = job.Checkpointing.IntervalMs;
        switch (job.Checkpointing.IsEnabled)
        {
            case true:
                return new Verdict.Pass($"A checkpoint is started every {Text.Duration(interval.Or(0))}.");
            case null:
                return interval.Unknown;
            default:
                return Verdict.Failed(new Finding
                {
                    Message = "Checkpointing is off.",
                    Severity = context.Severity,
                    Resource = Resource.Job,
                    Evidence = [job.Checkpointing.ConfigOrigin.State == OriginState.Absent ? job.Checkpointing.NotEnabled : interval.Evidence],
                    Remediation = JobRemedy.Set(job, "env.enableCheckpointing(60_000);", (FlinkOptions.CheckpointInterval, "60s")),
                });
        }
    }
}
