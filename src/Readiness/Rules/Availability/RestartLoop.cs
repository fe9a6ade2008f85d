using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Availability;

/// <summary>Failures that keep coming back. Decided from the exception history, so that one poll is enough.</summary>
internal sealed class RestartLoop : JobRule
{
    private static readonly RuleSetting<long> Max = RuleSetting.OfWholeNumber("incidents", 3, 2, 16, "So many incidents within a window are a loop.");

    private static readonly RuleSetting<TimeSpan> Window = RuleSetting.OfDuration(
        "window", TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1), TimeSpan.FromHours(24), "The window of the rule's own severity.");

    private static readonly RuleSetting<TimeSpan> LongWindow = RuleSetting.OfDuration(
        "longWindow", TimeSpan.FromHours(1), TimeSpan.FromMinutes(1), TimeSpan.FromDays(7), "The window of severityLong.");

    private static readonly RuleSetting<Severity> SeverityLong = RuleSetting.OfSeverity("severityLong", Severity.Warning, "So many incidents within longWindow.");

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
            Fix = "Read the newest exceptions of the job: the same root cause comes back until it is removed.",
            Needs = [JobDetails.Key, JobExceptions.Key],
            Settings = [Max, Window, LongWindow, SeverityLong],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        if (!job.Exceptions.TryGet(out var history))
        {
            return job.Exceptions.Unknown;
        }

        var incidents = Incidents.Of(history);
        var recent = CountWithin(incidents, context, context.Get(Window));
        if (recent >= context.Get(Max))
        {
            return Fail(job, context.Severity, recent, context.Get(Window));
        }

        var lately = CountWithin(incidents, context, context.Get(LongWindow));
        if (lately == 0)
        {
            return new Verdict.Pass($"No failure within {Text.Duration(context.Get(LongWindow))}.");
        }

        return lately >= context.Get(Max)
            ? Fail(job, context.Get(SeverityLong), lately, context.Get(LongWindow))
            : new Verdict.Pass($"{Text.Count(lately, "failure")} within {Text.Duration(context.Get(LongWindow))}.");
    }

    private static int CountWithin(IReadOnlyList<long> incidents, JobRuleContext context, TimeSpan window) =>
        incidents.Count(time => !context.HasPassed(time + (long)window.TotalMilliseconds));

    private static Verdict.Fail Fail(JobFacts job, Severity severity, int count, TimeSpan window)
    {
        var path = job.OriginOf(JobExceptions.Key).Path;
        var name = job.LatestExceptionName;
        var cause = (job.LatestException is { } latest ? Incidents.CauseOf(latest) : null) ?? name.Or("unknown");
        return Verdict.Failed(new Finding
        {
            Message = $"The job failed {count} times within {Text.Duration(window)}, last with {cause[(cause.LastIndexOf('.') + 1)..]}.",
            Severity = severity,
            Resource = Resource.Job,
            Evidence = [job.ExceptionCount.Evidence, name.Evidence],
            Remediation = $"Read the root cause (web interface: Exceptions; or GET {path}) and remove it. Where one record is the cause, handle it in the operator that throws.",
        });
    }
}
