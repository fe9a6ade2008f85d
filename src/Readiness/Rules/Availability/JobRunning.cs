using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.History;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Availability;

/// <summary>
/// Whether the job does its work. A job is RUNNING for Flink as soon as it was scheduled: without slots its tasks wait, and it still is.
/// The grace is at least what the restart strategy and the adaptive scheduler may take for themselves.
/// </summary>
internal sealed class JobRunning : JobRule
{
    private static readonly RuleSetting<TimeSpan> Grace = RuleSetting.OfDuration(
        "grace", TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), "How long a job may be on its way; longer where backoff or resource wait timeout are.");

    private static readonly RuleSetting<TimeSpan> InitializingGrace = RuleSetting.OfDuration(
        "initializingGrace", TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), "How long a job may be INITIALIZING.");

    private static readonly RuleSetting<Severity> SeverityInitializing = RuleSetting.OfSeverity("severityInitializing", Severity.Warning, "INITIALIZING for too long.");

    private static readonly RuleSetting<Severity> SeverityReplaced = RuleSetting.OfSeverity("severityReplaced", Severity.Info, "FAILED, and a newer job of that name runs.");

    private static readonly TimeSpan AfterBackoff = TimeSpan.FromSeconds(30);

    /// <summary>The rule.</summary>
    public JobRunning()
        : base(new RuleDescriptor
        {
            Id = "job-running",
            Scope = RuleScope.Job,
            Category = RuleCategory.Availability,
            Severity = Severity.Critical,
            Title = "The job runs, with all its tasks",
            Why = "A job whose tasks wait for slots, or that failed for good, processes nothing, while its state may still read RUNNING.",
            Fix = "Look at the job's exceptions and at the free slots; add TaskManagers, or start the job again from its last checkpoint.",
            Needs = [JobDetails.Key],
            Settings = [Grace, InitializingGrace, SeverityInitializing, SeverityReplaced],
        })
    {
    }

    /// <summary>Asked of jobs in every state, batch jobs included: not running is what it is about.</summary>
    public override Verdict? Gate(JobFacts job) => job.State is "FAILED" ? null : JobGates.Read(job, [JobDetails.Key]);

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        if (job.State == "FAILED")
        {
            return Failed(job, context);
        }

        if (job.IsTerminal)
        {
            return new Verdict.NotApplicable($"The job is {(JobStates.IsTerminal(job.State) ? job.State : "over")}.");
        }

        if (job.State == "RUNNING")
        {
            // Tasks of a batch job start one after another: those that wait say nothing.
            if (job.IsBatch)
            {
                return new Verdict.Pass("The job is RUNNING.");
            }

            if (JobGates.GraphExists(job) is { } placeholder)
            {
                return placeholder;
            }

            if (job.Vertices.All(vertex => vertex.WaitingTasks.Or(0) == 0))
            {
                return new Verdict.Pass("The job is RUNNING and no task waits.");
            }
        }

        return JudgeWaiting(job, context);
    }

    private static Verdict JudgeWaiting(JobFacts job, JobRuleContext context)
    {
        var initializing = job.State == "INITIALIZING";
        var grace = initializing ? context.Get(InitializingGrace) : GraceOf(job, context);
        var since = RunningSince.NotUp(job, context.Samples);
        if (!since.TryGet(out var from))
        {
            return since.Unknown;
        }

        var elapsed = Math.Max(0, context.FlinkNowMs - from);
        var waiting = job.Vertices.Where(vertex => vertex.WaitingTasks.Or(0) > 0).ToList();
        var tasks = waiting.Sum(vertex => vertex.WaitingTasks.Or(0));
        var what = job.State == "RUNNING"
            ? $"{Text.Count(tasks, "task")} of the job {(tasks == 1 ? "waits" : "wait")} to be started, although it is RUNNING,"
            : $"The job has been {job.State}";
        if (elapsed <= grace.TotalMilliseconds)
        {
            return JobGates.GraphExists(job)
                ?? new Verdict.Pass($"{what} for {Text.Duration(elapsed)}; up to {Text.Duration(grace)} is normal.");
        }

        return Verdict.Failed(new Finding
        {
            Message = $"{what} for {Text.Duration(elapsed)} (limit {Text.Duration(grace)}): it processes {(job.State == "RUNNING" ? "little or nothing" : "nothing")}.",
            Severity = initializing ? context.Get(SeverityInitializing) : context.Severity,
            Resource = Resource.Job,
            Evidence = [job.StateFact.Evidence, since.Evidence, .. waiting.Take(3).Select(vertex => vertex.WaitingTasks.Evidence)],
            Remediation = Remediation(job, tasks),
        });
    }

    private static TimeSpan GraceOf(JobFacts job, JobRuleContext context)
    {
        var grace = context.Get(Grace);
        if (job.RestartStrategyInEffect is { } strategy)
        {
            // No backoff is longer than a day; a larger number is a mistake that must not silence the rule.
            var backoff = TimeSpan.FromMilliseconds(Math.Clamp(strategy.LongestBackoffMs, 0, 86_400_000)) + AfterBackoff;
            grace = backoff > grace ? backoff : grace;
        }

        if (job.IsAdaptive)
        {
            var wait = TimeSpan.FromMilliseconds(Math.Clamp(ResourceWaitMs(job.Cluster), 0, 86_400_000));
            grace = wait > grace ? wait : grace;
        }

        return grace;
    }

    // 5 min is Flink's default; in reactive mode it waits for ever, which is no reason to say nothing for ever.
    private static long ResourceWaitMs(ClusterBasics cluster) =>
        cluster.Configuration.Find(FlinkOptions.ResourceWaitTimeout).TryGet(out var text) && FlinkDuration.TryParse(text, out var wait) ? wait : 300_000;

    private static string Remediation(JobFacts job, int waiting) => (waiting > 0, job.Cluster.SlotsAvailable.TryGet(out var free)) switch
    {
        (true, true) => $"{Text.Count(free, "slot")} {(free == 1 ? "is" : "are")} free on the cluster: add TaskManagers (or slots), or lower the parallelism of the job.",
        (true, false) => "Add TaskManagers (or slots), or lower the parallelism of the job.",
        _ => $"Read the job's exceptions (web interface: Exceptions; or GET /jobs/{job.Id}/exceptions) and the JobManager's log.",
    };

    private static Verdict.Fail Failed(JobFacts job, JobRuleContext context)
    {
        var newer = context.LiveJobs(job.Name).FirstOrDefault(other =>
            other.Id != job.Id && other.State == "RUNNING" && (job.StartTime is null || other.StartTime is null || other.StartTime > job.StartTime));
        return Verdict.Failed(new Finding
        {
            Message = newer is null ? "The job has FAILED for good: nothing restarts it." : $"The job has FAILED; job {newer.Id} of the same name runs.",
            Severity = newer is null ? context.Severity : context.Get(SeverityReplaced),
            Resource = Resource.Job,
            Evidence = [job.StateEvidence],
            Remediation = newer is null
                ? $"Read why (web interface: Exceptions; or GET /jobs/{job.Id}/exceptions), remove the cause and start the job again from its last retained checkpoint or savepoint."
                : "Nothing, if the newer job took over its state. The failed one is listed until jobstore.expiration-time is over.",
        });
    }
}
