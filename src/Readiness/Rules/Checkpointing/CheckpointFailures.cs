using System.Globalization;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Checkpointing;

/// <summary>
/// Failed checkpoints among the last ones. The history decides: <c>counts.failed</c> includes attempts that were given up before they
/// started. Savepoints and checkpoints in progress are left out; decided afresh only when another one has finished.
/// </summary>
internal sealed class CheckpointFailures : CheckpointingRule
{
    private const int LastFailed = 3;
    private const int MinFinished = 5;

    private static readonly RuleSetting<double> MaxFraction = RuleSetting.OfDecimalNumber(
        "maxFraction", 0.2, 0.01, 1, "The part of at least five finished checkpoints that may fail; two must have.");

    private static readonly RuleSetting<Severity> SeverityAll = RuleSetting.OfSeverity("severityAll", Severity.Critical, "All of at least five finished checkpoints failed.");

    /// <summary>The rule.</summary>
    public CheckpointFailures()
        : base(new RuleDescriptor
        {
            Id = "checkpoint-failures",
            Scope = RuleScope.Job,
            Category = RuleCategory.Checkpointing,
            Severity = Severity.Warning,
            Title = "Checkpoints succeed",
            Why = "A failed checkpoint is work that a failure repeats; when all fail the job has nothing to restart from.",
            Fix = "Remove the reason that the finding names: more time helps a checkpoint that expired, not one whose job restarts or whose storage fails.",
            Needs = [JobDetails.Key, CheckpointConfig.Key, CheckpointStatistics.Key],
            Settings = [MaxFraction, SeverityAll],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        if (!job.Checkpointing.History.IsKnown)
        {
            return job.Checkpointing.History.Unknown;
        }

        var finished = job.Checkpointing.Finished;
        if (finished.Count == 0)
        {
            return Verdict.NotYet("No checkpoint has finished yet.");
        }

        // Checkpoints in progress push finished ones out of the history: without a new one there is nothing new to say.
        if (context.Samples is [{ LatestFinishedCheckpoint: { } seen }, ..] && seen == finished[0].Id && KeptVerdict.Of(context.Previous) is { } kept)
        {
            return kept;
        }

        var failed = finished.Count(entry => entry.Status == "FAILED");
        var lastFailed = finished.TakeWhile(entry => entry.Status == "FAILED").Count();
        var fraction = (double)failed / finished.Count;
        if (finished.Count >= MinFinished && failed == finished.Count)
        {
            return Fail(job, context.Get(SeverityAll), finished.Count, failed, $"All of the last {finished.Count} checkpoints failed: the job has nothing newer to restart from.");
        }

        if (lastFailed >= LastFailed)
        {
            return Fail(job, context.Severity, finished.Count, failed, $"The last {lastFailed} checkpoints all failed.");
        }

        if (finished.Count >= MinFinished && failed >= 2 && fraction >= context.Get(MaxFraction))
        {
            return Fail(
                job,
                context.Severity,
                finished.Count,
                failed,
                string.Create(CultureInfo.InvariantCulture, $"{failed} of the last {finished.Count} checkpoints failed ({fraction * 100:0} %; {context.Get(MaxFraction) * 100:0} % is the limit)."));
        }

        // A new leader starts the history afresh: its first successes don't undo what the old one saw fail.
        if (finished.Count < MinFinished && job.Checkpointing.LatestRestored.TryGet(out var restored) && restored.IsSavepoint == false)
        {
            return Verdict.NotYet($"{Text.Count(finished.Count, "checkpoint")} finished since the job was restored: it takes {MinFinished} to judge.");
        }

        return failed > 0 && finished.Count < LastFailed
            ? Verdict.NotYet($"{failed} of the first {Text.Count(finished.Count, "checkpoint")} failed: it takes {LastFailed} to judge.")
            : new Verdict.Pass(failed == 0 ? $"The last {Text.Count(finished.Count, "checkpoint")} completed." : $"{failed} of the last {finished.Count} checkpoints failed.");
    }

    private static Verdict.Fail Fail(JobFacts job, Severity severity, int finished, int failed, string message)
    {
        var reason = job.Checkpointing.LatestFailure;
        var failure = CheckpointingFacts.FailureOfJob(job.Checkpointing.NewestFailure, job.Failures);
        var words = reason.Or(string.Empty);
        return Verdict.Failed(new Finding
        {
            Message = message + (reason.IsKnown ? $" The last: {FailureText.Sentence(words)}" : string.Empty) + (failure.IsKnown ? $" The job failed then: {FailureText.Sentence(failure.Or(string.Empty))}" : string.Empty),
            Severity = severity,
            Resource = Resource.Job,
            Evidence = [.. job.Checkpointing.FinishedEvidence(finished, failed), .. reason.IsKnown ? [reason.Evidence] : Array.Empty<Evidence>(), .. failure.IsKnown ? [failure.Evidence] : Array.Empty<Evidence>()],
            Remediation = CheckpointRemedy.Of(job, words, failure),
        });
    }
}
