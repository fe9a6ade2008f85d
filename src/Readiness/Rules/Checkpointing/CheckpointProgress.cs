using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.History;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Checkpointing;

/// <summary>
/// How long ago the last checkpoint completed, against how often one is expected. A job that restarts for ever and never completes one
/// is measured from its start: a restore during a restart does not make it young again.
/// </summary>
internal sealed class CheckpointProgress : CheckpointingRule
{
    private static readonly RuleSetting<long> CriticalIntervals = RuleSetting.OfWholeNumber(
        "criticalIntervals", 3, 1, 1000, "Critical after so many intervals, but not before an interval and the timeout have passed.");

    private static readonly RuleSetting<long> WarningIntervals = RuleSetting.OfWholeNumber(
        "warningIntervals", 5, 1, 1000, "A warning after so many intervals, but not before 2 minutes.");

    private static readonly RuleSetting<Severity> SeverityLate = RuleSetting.OfSeverity(
        "severityLate", Severity.Warning, "Late, but the next checkpoint may still come in time.");

    private static readonly TimeSpan Floor = TimeSpan.FromMinutes(2);

    /// <summary>The rule.</summary>
    public CheckpointProgress()
        : base(new RuleDescriptor
        {
            Id = "checkpoint-progress",
            Scope = RuleScope.Job,
            Category = RuleCategory.Checkpointing,
            Severity = Severity.Critical,
            Title = "Checkpoints complete",
            Why = "Everything since the last completed checkpoint is repeated after a failure; the longer ago it is, the longer the outage, up to data that no source keeps any more.",
            Fix = "Find out why checkpoints do not complete: failing tasks, back pressure, a timeout that is too short, storage that can't be written.",
            Needs = [JobDetails.Key, CheckpointConfig.Key, CheckpointStatistics.Key],
            Settings = [CriticalIntervals, WarningIntervals, SeverityLate],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        if (Expected(job) is not { } expected)
        {
            return Verdict.Undecidable($"{FlinkOptions.CheckpointIntervalDuringBacklog.Key} is 0: no checkpoint is taken while a source works off a backlog, and whether one does can't be seen.");
        }

        if (!job.Checkpointing.Latest.IsKnown)
        {
            return job.Checkpointing.Latest.Unknown;
        }

        var completed = job.Checkpointing.LatestCompletedAckMs;
        if (job.Checkpointing.LatestCompleted.IsKnown && !completed.IsKnown)
        {
            // One has completed, at a time that is none.
            return completed.Unknown;
        }

        // A new start time is no new youth: what did not complete in the run before did not complete.
        if (CheckpointAge.After(context.Life?.With(job).Age, job) is not { } last)
        {
            return job.StartTimeMs.Unknown;
        }

        // As of the moment at which the statistics were read: since then checkpoints may have completed. A job id that was used again has an old checkpoint before
        // its new start.
        var from = completed.IsKnown ? Math.Max(last.SinceMs, job.StartTimeMs.Or(0)) : last.SinceMs;
        var age = job.FlinkMsAt(job.Checkpointing.StatisticsOrigin.ReadAt) - from;
        var timeout = job.Checkpointing.TimeoutMs.Or(0);
        var critical = Math.Max(expected * context.Get(CriticalIntervals), expected + timeout);
        var late = Math.Max(expected * context.Get(WarningIntervals), (long)Floor.TotalMilliseconds);
        if (age > critical)
        {
            return Fail(job, context.Severity, age, expected, critical, last);
        }

        if (age > late)
        {
            return Fail(job, context.Get(SeverityLate), age, expected, late, last);
        }

        var limit = Math.Min(critical, late);
        return completed.IsKnown
            ? new Verdict.Pass($"The last checkpoint completed at {Text.Time(from)}; one is expected every {Text.Duration(expected)}.")
            : Verdict.NotYet($"No checkpoint has completed since {(last.CheckpointId is null ? "the start" : "the restore")} {Text.Duration(Math.Max(0, age))} ago; up to {Text.Duration(limit)} is normal.");
    }

    // How often a checkpoint may be expected, milliseconds; null where a source may switch checkpoints off.
    private static long? Expected(JobFacts job)
    {
        var expected = Math.Max(job.Checkpointing.IntervalMs.Or(0), job.Checkpointing.MinPauseMs.Or(0));
        return job.Cluster.Configuration.Find(FlinkOptions.CheckpointIntervalDuringBacklog).TryGet(out var text) && FlinkDuration.TryParse(text, out var backlog)
            ? backlog == 0 ? null : Math.Max(expected, backlog)
            : expected;
    }

    private static Verdict.Fail Fail(JobFacts job, Severity severity, long age, long expected, long limit, CheckpointAge last)
    {
        var since = job.Checkpointing.LatestCompletedAckMs.IsKnown ? string.Empty
            : last.SinceMs < job.StartTimeMs.Or(0) ? ", over more than one start of the job"
            : ", since the job started";
        var failed = job.Checkpointing.LatestFailure;
        var attempts = job.Checkpointing.Failed;
        var why = failed.IsKnown ? $" The last one that failed: {FailureText.Sentence(failed.Or(string.Empty))}" : string.Empty;
        return Verdict.Failed(new Finding
        {
            Message = $"No checkpoint has completed for {Text.Duration(age)}{since}; one is expected every {Text.Duration(expected)}, and {Text.Duration(limit)} is the limit.{why}",
            Severity = severity,
            Resource = Resource.Job,
            Evidence = [last.Evidence, job.Checkpointing.IntervalMs.Evidence, .. failed.IsKnown ? [failed.Evidence] : attempts.Or(0) > 0 ? [attempts.Evidence] : Array.Empty<Evidence>()],
            Remediation = failed.IsKnown
                ? CheckpointRemedy.Of(job, failed.Or(string.Empty), job.Failures.Reason)
                : attempts.Or(0) > 0 ? $"{Text.Count(attempts.Or(0), "attempt")} failed before {(attempts.Or(0) == 1 ? "it" : "they")} began, as attempts do while a task is not running: find out what keeps it from running (job-running tells which)."
                : last.SinceMs < job.StartTimeMs.Or(0) ? "The job is started anew before a checkpoint completes: find out why its JobMaster ends (restart-loop tells how often)."
                : "Find the task that is not running, or the vertex at which the barriers are stuck behind back pressure: no attempt has failed, so none of them got to an end.",
        });
    }
}
