using System.Globalization;
using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Checkpointing;

/// <summary>How many failed checkpoints in a row a job tolerates (Flink: <c>CheckpointFailureManager</c>).</summary>
internal sealed class CheckpointTolerance : CheckpointingRule
{
    private static readonly RuleSetting<long> Max = RuleSetting.OfWholeNumber(
        "max", 100, 1, int.MaxValue, "From this many tolerated failures on, failing checkpoints stay unseen.");

    private static readonly RuleSetting<Severity> SeverityHidden = RuleSetting.OfSeverity("severityHidden", Severity.Warning, "At max or more.");

    /// <summary>The rule.</summary>
    public CheckpointTolerance()
        : base(new RuleDescriptor
        {
            Id = "checkpoint-tolerance",
            Scope = RuleScope.Job,
            Category = RuleCategory.Checkpointing,
            Severity = Severity.Info,
            Title = "A few failed checkpoints are tolerated, not many",
            Why = "With none tolerated one checkpoint that times out restarts the whole job; with very many a job runs for days without any.",
            Fix = "Set execution.checkpointing.tolerable-failed-checkpoints to a small number such as 3.",
            Needs = [JobDetails.Key, CheckpointConfig.Key],
            Settings = [Max, SeverityHidden],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        var tolerable = job.Checkpointing.TolerableFailed;
        if (!tolerable.TryGet(out var value))
        {
            return tolerable.Unknown;
        }

        if (value <= 0)
        {
            return Fail(job, tolerable, context.Severity, "No failed checkpoint is tolerated: one checkpoint that times out restarts the whole job.");
        }

        return value >= context.Get(Max)
            ? Fail(
                job,
                tolerable,
                context.Get(SeverityHidden),
                string.Create(CultureInfo.InvariantCulture, $"{(value == int.MaxValue ? "Any number of" : value)} failed checkpoints in a row are tolerated (limit {context.Get(Max)}): the job may run for long without a checkpoint to restart from."))
            : new Verdict.Pass($"{Text.Count(value, "failed checkpoint")} in a row {(value == 1 ? "is" : "are")} tolerated.");
    }

    private static Verdict.Fail Fail(JobFacts job, Fact<int> tolerable, Severity severity, string message) => Verdict.Failed(new Finding
    {
        Message = message,
        Severity = severity,
        Resource = Resource.Job,
        Evidence = [tolerable.Evidence],
        Remediation = JobRemedy.Set(
            job,
            "env.getCheckpointConfig().setTolerableCheckpointFailureNumber(3);",
            (FlinkOptions.CheckpointTolerance, "3")),
    });
}
