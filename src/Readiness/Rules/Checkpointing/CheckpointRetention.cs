using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Checkpointing;

/// <summary>Whether the last checkpoint outlives the job (Flink: <c>ExternalizedCheckpointRetention</c>).</summary>
internal sealed class CheckpointRetention : CheckpointingRule
{
    /// <summary>The rule.</summary>
    public CheckpointRetention()
        : base(new RuleDescriptor
        {
            Id = "checkpoint-retention",
            Scope = RuleScope.Job,
            Category = RuleCategory.Checkpointing,
            Severity = Severity.Warning,
            Title = "Checkpoints are retained when the job is cancelled",
            Why = "Whoever cancels the job by mistake, or without a savepoint, deletes its state with it.",
            Fix = "Set execution.checkpointing.externalized-checkpoint-retention to RETAIN_ON_CANCELLATION.",
            Needs = [JobDetails.Key, CheckpointConfig.Key],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        var externalized = job.Checkpointing.Externalized;
        var deleted = job.Checkpointing.DeleteOnCancellation;
        if (!externalized.TryGet(out var isExternalized))
        {
            return externalized.Unknown;
        }

        if (!isExternalized)
        {
            return Fail(job, context, "Checkpoints are not retained: they are deleted when the job is cancelled, and when it fails.", externalized.Evidence);
        }

        if (!deleted.TryGet(out var isDeleted))
        {
            return deleted.Unknown;
        }

        return isDeleted
            ? Fail(job, context, "Checkpoints are deleted when the job is cancelled.", externalized.Evidence, deleted.Evidence)
            : new Verdict.Pass("Checkpoints are retained when the job is cancelled.");
    }

    private static Verdict.Fail Fail(JobFacts job, JobRuleContext context, string message, params Evidence[] evidence) => Verdict.Failed(new Finding
    {
        Message = message,
        Severity = context.Severity,
        Resource = Resource.Job,
        Evidence = evidence,
        Remediation = JobRemedy.Set(
            job,
            job.Cluster.Version is { } version && !version.IsAtLeast(1, 20)
                ? "env.getCheckpointConfig().setExternalizedCheckpointCleanup(ExternalizedCheckpointCleanup.RETAIN_ON_CANCELLATION);"
                : "env.getCheckpointConfig().setExternalizedCheckpointRetention(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);",
            (FlinkOptions.CheckpointRetention, "RETAIN_ON_CANCELLATION")),
    });
}
