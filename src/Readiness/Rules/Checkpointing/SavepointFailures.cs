using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Checkpointing;

/// <summary>
/// Savepoints that fail. Those that fail before they start (a path that can't be written) move only <c>counts.failed</c>, which other attempts move as well: they can't
/// be told.
/// </summary>
internal sealed class SavepointFailures : JobRule
{
    private const int MinAll = 2;

    private static readonly RuleSetting<Severity> SeverityAll = RuleSetting.OfSeverity("severityAll", Severity.Critical, "All of at least two savepoints failed.");

    private static readonly RuleSetting<TimeSpan> Window = RuleSetting.OfDuration(
        "window", TimeSpan.FromDays(1), TimeSpan.FromMinutes(1), TimeSpan.FromDays(30), "How long a failed savepoint counts after later checkpoints have pushed it out of the history.");

    /// <summary>The rule.</summary>
    public SavepointFailures()
        : base(new RuleDescriptor
        {
            Id = "savepoint-failures",
            Scope = RuleScope.Job,
            Category = RuleCategory.Checkpointing,
            Severity = Severity.Warning,
            Title = "Savepoints succeed",
            Why = "Upgrades and moves of a job go through a savepoint: where it fails, the next upgrade fails, or the job is stopped without its state.",
            Fix = "Remove the reason that the finding names: more time for one that expired, the native format where the state backend writes no other.",
            Needs = [JobDetails.Key, CheckpointStatistics.Key],
            Settings = [SeverityAll, Window],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict? Gate(JobFacts job) =>
        JobGates.LiveStreamingJob(job)
        ?? JobGates.GraphExists(job)
        ?? JobGates.Read(job, [JobDetails.Key])
        ?? (job.Checkpointing.StatisticsOrigin.IsAnswered || job.Checkpointing.IsEnabled != false ? JobGates.Read(job, Descriptor.Needs) : null);

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        var checkpointing = job.Checkpointing;
        var savepoints = checkpointing.FinishedSavepoints;
        if (savepoints.Count == 0)
        {
            return !checkpointing.History.IsKnown && checkpointing.IsEnabled == true && checkpointing.StatisticsOrigin.State == OriginState.Answered
                ? checkpointing.History.Unknown
                : new Verdict.NotApplicable("No savepoint has finished lately.");
        }

        var newest = savepoints[0];
        if (newest.Status == "COMPLETED")
        {
            return new Verdict.Pass($"The newest savepoint, {newest.Id}, completed.");
        }

        var isInHistory = checkpointing.History.Or([]).Any(entry => entry.Id == newest.Id);
        if (!isInHistory && context.HasPassed((newest.FailureMs ?? newest.TriggerMs ?? 0) + (long)context.Get(Window).TotalMilliseconds))
        {
            return new Verdict.NotApplicable($"Savepoint {newest.Id} failed more than {Text.Duration(context.Get(Window))} ago, and none was taken since.");
        }

        var failed = savepoints.Count(entry => entry.Status == "FAILED");
        var isAll = failed == savepoints.Count && failed >= MinAll;
        return Accuse(job, newest, isAll ? context.Get(SeverityAll) : context.Severity, isAll ? $"All of the last {failed} savepoints failed." : $"The newest savepoint, {newest.Id}, failed.");
    }

    private static Verdict.Fail Accuse(JobFacts job, CheckpointEntry newest, Severity severity, string message)
    {
        var reason = job.Checkpointing.FailureOfSavepoint(newest);
        var failure = CheckpointingFacts.FailureOfJob(newest, job.Failures);
        var words = reason.Or(string.Empty);
        return Verdict.Failed(new Finding
        {
            Message = $"{message}{(reason.IsKnown ? $" {FailureText.Sentence(words)}" : string.Empty)}{(failure.IsKnown ? $" The job failed with it: {FailureText.Sentence(failure.Or(string.Empty))}" : string.Empty)}",
            Severity = severity,
            Resource = Resource.Job,
            Evidence =
            [
                job.Checkpointing.StatusOfSavepoint(newest),
                .. reason.IsKnown ? [reason.Evidence] : Array.Empty<Evidence>(),
                .. failure.IsKnown ? [failure.Evidence] : Array.Empty<Evidence>(),
            ],
            Remediation = IsCanonicalOnForSt(job, newest)
                ? $"ForSt writes no savepoints in the canonical format, which is the default. Ask for the native one:\nflink savepoint --type native {job.Id}\nflink stop --type native --savepointPath <directory> {job.Id}"
                : CheckpointRemedy.Of(job, words, failure, isSavepoint: true),
        });
    }

    // Its format is what was asked for; before 1.15 there was one only.
    private static bool IsCanonicalOnForSt(JobFacts job, CheckpointEntry savepoint) =>
        StateBackends.IsForSt(job.Checkpointing.StateBackend.Or(string.Empty)) && savepoint.SavepointFormat is (null or "CANONICAL");
}
