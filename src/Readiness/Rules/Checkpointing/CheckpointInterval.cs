using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Checkpointing;

/// <summary>The checkpoint interval: the work that a failure repeats, against the load that checkpoints are.</summary>
internal sealed class CheckpointInterval : CheckpointingRule
{
    private static readonly RuleSetting<TimeSpan> Max = RuleSetting.OfDuration(
        "max", TimeSpan.FromMinutes(30), TimeSpan.FromSeconds(1), TimeSpan.FromDays(7), "Above it a failure repeats too much work.");

    private static readonly RuleSetting<TimeSpan> Long = RuleSetting.OfDuration(
        "long", TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(1), TimeSpan.FromDays(7), "Above it the interval is worth a second thought.");

    private static readonly RuleSetting<TimeSpan> Min = RuleSetting.OfDuration(
        "min", TimeSpan.FromSeconds(1), TimeSpan.Zero, TimeSpan.FromHours(1), "Below it checkpoints become a load of their own; not with the changelog backend.");

    private static readonly RuleSetting<Severity> SeverityLong = RuleSetting.OfSeverity("severityLong", Severity.Info, "Above long, up to max.");

    private static readonly RuleSetting<Severity> SeverityShort = RuleSetting.OfSeverity("severityShort", Severity.Info, "Below min.");

    /// <summary>The rule.</summary>
    public CheckpointInterval()
        : base(new RuleDescriptor
        {
            Id = "checkpoint-interval",
            Scope = RuleScope.Job,
            Category = RuleCategory.Checkpointing,
            Severity = Severity.Warning,
            IsOnChecklist = true,
            Title = "The checkpoint interval fits production",
            Why = "After a failure the job repeats what it did since the last checkpoint, which is as far back as the longer of interval and minimum pause; too short an interval spends the job's time on checkpoints.",
            Fix = "Choose execution.checkpointing.interval between seconds and a few minutes, by how much work may be repeated.",
            Needs = [JobDetails.Key, CheckpointConfig.Key],
            Settings = [Max, Long, Min, SeverityLong, SeverityShort],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        // Whichever is longer decides when the next one may begin.
        var (interval, pause) = (job.Checkpointing.IntervalMs, job.Checkpointing.MinPauseMs);
        var isPause = pause.Or(0) > interval.Or(0);
        var milliseconds = Math.Max(interval.Or(0), pause.Or(0));
        var shown = Text.Duration(milliseconds);
        var why = isPause ? $"; the interval is {Text.Duration(interval.Or(0))}, but that is the minimum pause between two" : string.Empty;
        if (milliseconds > context.Get(Max).TotalMilliseconds)
        {
            return Fail(job, isPause, context.Severity, $"A checkpoint is started only every {shown} (limit {Text.Duration(context.Get(Max))}){why}: a failure repeats up to that much work.", 60);
        }

        if (milliseconds > context.Get(Long).TotalMilliseconds)
        {
            return Fail(job, isPause, context.Get(SeverityLong), $"A checkpoint is started every {shown}, more than {Text.Duration(context.Get(Long))}{why}: a failure repeats up to that much work.", 60);
        }

        if (milliseconds < context.Get(Min).TotalMilliseconds && !job.Checkpointing.ChangelogEnabled.Or(false))
        {
            return Fail(job, isPause, context.Get(SeverityShort), $"A checkpoint is started every {shown}, less than {Text.Duration(context.Get(Min))}{why}: checkpoints become a load of their own.", 10);
        }

        return new Verdict.Pass($"A checkpoint is started every {shown}{why}.{Backlog(job)}");
    }

    // Which sources switch to it, and when, can't be seen.
    private static string Backlog(JobFacts job) => job.Cluster.Configuration.Find(FlinkOptions.CheckpointIntervalDuringBacklog) is var backlog && backlog.TryGet(out var text)
        ? $" While a source works off a backlog it may be {(FlinkDuration.TryParse(text, out var milliseconds) && milliseconds == 0 ? "none at all" : $"every {text}")} ({backlog.Field} is set on the cluster)."
        : string.Empty;

    private static Verdict.Fail Fail(JobFacts job, bool isPause, Severity severity, string message, int seconds) => Verdict.Failed(new Finding
    {
        Message = message + Backlog(job),
        Severity = severity,
        Resource = Resource.Job,
        Evidence = isPause ? [job.Checkpointing.MinPauseMs.Evidence, job.Checkpointing.IntervalMs.Evidence] : [job.Checkpointing.IntervalMs.Evidence],
        Remediation = isPause
            ? JobRemedy.Set(
                job,
                $"env.getCheckpointConfig().setMinPauseBetweenCheckpoints({seconds}_000);",
                (FlinkOptions.CheckpointMinPause, $"{seconds}s"))
            : JobRemedy.Set(
                job,
                $"env.enableCheckpointing({seconds}_000);",
                (FlinkOptions.CheckpointInterval, $"{seconds}s")),
    });
}
