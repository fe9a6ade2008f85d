using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.History;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Availability;

/// <summary>
/// Failures that keep coming back. The exception history tells them at one look; a JobMaster that was started anew has an empty one, so that earlier looks count, and
/// so does each new start time of the job.
/// </summary>
internal sealed class RestartLoop : JobRule
{
    private static readonly RuleSetting<long> Max = RuleSetting.OfWholeNumber("incidents", 3, 2, 16, "So many incidents within a window are a loop.");

    private static readonly RuleSetting<TimeSpan> Window = RuleSetting.OfDuration(
        "window", TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1), TimeSpan.FromHours(24), "The window of the rule's own severity.");

    private static readonly RuleSetting<TimeSpan> LongWindow = RuleSetting.OfDuration(
        "longWindow", TimeSpan.FromHours(1), TimeSpan.FromMinutes(1), TimeSpan.FromDays(7), "The window of severityLong.");

    private static readonly RuleSetting<Severity> SeverityLong = RuleSetting.OfSeverity("severityLong", Severity.Warning, "So many incidents within longWindow, or so many within a day.");

    private static readonly RuleSetting<long> FullHistory = RuleSetting.OfWholeNumber("fullHistory", 16, 2, 20, "An exception history with so many entries of one day is a slow loop; Flink keeps 16.");

    private static readonly RuleSetting<long> MaxPerDay = RuleSetting.OfWholeNumber("incidentsPerDay", 10, 2, 64, "So many incidents within a day, as far as the job was watched, are a slow loop.");

    /// <summary>The rule.</summary>
    public RestartLoop()
        : base(new RuleDescriptor
        {
            Id = "restart-loop",
            Scope = RuleScope.Job,
            Category = RuleCategory.Availability,
            Severity = Severity.Critical,
            Title = "The job does not fail again and again",
            Why = "A job in a restart loop is RUNNING most of the time and makes no progress: it repeats the same records and falls behind.",
            Fix = "Remove the root cause that the finding names: it comes back until then.",
            Needs = [JobDetails.Key, JobExceptions.Key],
            Settings = [Max, Window, LongWindow, SeverityLong, FullHistory, MaxPerDay],
        })
    {
    }

    /// <summary>Asked before the graph exists, too: a JobMaster that never gets so far fails as well.</summary>
    public override Verdict? Gate(JobFacts job) => JobGates.LiveStreamingJob(job);

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        var life = context.Life;
        IReadOnlyList<SeenFailure> failures = [.. (life?.Failures ?? []).Union(job.Failures.Seen)];
        var starts = FailOvers(job, life);
        IReadOnlyList<long> incidents = [.. Incidents.Of(failures).Concat(starts.Select(start => start.StartMs)).Order()];
        var day = JobLife.Memory;
        var lately = Within(incidents, context, context.Get(LongWindow));
        if (Within(incidents, context, context.Get(Window)) is var recent && recent.Count >= context.Get(Max))
        {
            return Fail(job, context.Severity, recent, starts, context.Get(Window));
        }

        if (lately.Count >= context.Get(Max))
        {
            return Fail(job, context.Get(SeverityLong), lately, starts, context.Get(LongWindow));
        }

        if (Within(incidents, context, day) is var daily && (daily.Count >= context.Get(MaxPerDay) || (daily.Count >= context.Get(Max) && IsHistoryFull(job, context))))
        {
            return Fail(job, context.Get(SeverityLong), daily, starts, day);
        }

        if ((JobGates.Read(job, [JobDetails.Key]) ?? JobGates.GraphExists(job) ?? JobGates.Read(job, Descriptor.Needs)) is { } unread)
        {
            return unread;
        }

        if (!job.Exceptions.IsKnown)
        {
            return job.Exceptions.Unknown;
        }

        var stopped = Within([.. failures.Where(failure => failure.IsExpected).Select(failure => failure.TimeMs)], context, context.Get(LongWindow)).Count;
        return new Verdict.Pass(
            (lately.Count == 0 ? "No failure" : Text.Count(lately.Count, "failure")) + $" within {Text.Duration(context.Get(LongWindow))}"
            + (stopped == 0 ? "." : $"; {Text.Count(stopped, "time")} a TaskManager was stopped on purpose, as by a scale-in or a rolling restart."));
    }

    // The life ends at the look before: where this one shows another start time, that is the next run.
    private static List<NextRun> FailOvers(JobFacts job, JobLife? life) => [.. (life?.With(job).Starts ?? []).Where(start => start.IsFailOver)];

    private static List<long> Within(IReadOnlyList<long> incidents, JobRuleContext context, TimeSpan window) =>
        [.. incidents.Where(time => !context.HasPassed(time + (long)window.TotalMilliseconds))];

    // The newest entries of a history that keeps no more.
    private static bool IsHistoryFull(JobFacts job, JobRuleContext context)
    {
        var size = (int)context.Get(FullHistory);
        var newest = job.Failures.Seen.Where(failure => !failure.IsExpected).Select(failure => failure.TimeMs).OrderDescending().Take(size).ToList();
        return newest.Count == size && !context.HasPassed(newest[^1] + (long)JobLife.Memory.TotalMilliseconds);
    }

    private static Verdict.Fail Fail(JobFacts job, Severity severity, List<long> incidents, List<NextRun> starts, TimeSpan window)
    {
        var name = job.LatestExceptionName;
        var cause = job.LatestException is { } latest ? Incidents.CauseOf(latest) ?? name.Or("unknown") : null;
        var reason = job.Failures.Reason;
        var anew = starts.Where(start => start.StartMs >= incidents[0]).ToList();
        var restarts = anew.Count == 0 ? string.Empty
            : anew.Count == incidents.Count ? $"; each time its JobMaster was started anew, last from checkpoint {anew[^1].Restored!.Id}"
            : $"; {Text.Count(anew.Count, "time")} its JobMaster was started anew";
        return Verdict.Failed(new Finding
        {
            Message = $"The job failed {incidents.Count} times within {Text.Duration(window)}{restarts}"
                + (cause is null ? "." : $", last with {FailureText.Sentence(reason.Or(cause))}"),
            Severity = severity,
            Resource = Resource.Job,
            Evidence =
            [
                .. cause is null ? Array.Empty<Evidence>() : [job.ExceptionCount.Evidence, name.Evidence],
                .. reason.IsKnown ? [reason.Evidence] : Array.Empty<Evidence>(),
                .. anew.TakeLast(3).Select(start => start.Evidence),
            ],
            Remediation = FailureText.Remedy(job, reason)
                ?? (cause is null
                    ? "Find out why the JobManager process ends or loses its leadership: its log, the reason of its last end (memory limit, liveness probe, eviction), and the connection to ZooKeeper or Kubernetes."
                    : "Remove that cause. Where one record brings it about, handle it in the operator that throws."),
        });
    }
}
