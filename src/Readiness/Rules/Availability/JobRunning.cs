using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.History;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Availability;

/// <summary>
/// Whether the job does its work. A job is RUNNING for Flink as soon as it was scheduled: without slots its tasks wait, and it still is; tasks that restore their
/// state for ever leave it RUNNING, too. States that should be short, on the way to an end as well, may last.
/// The grace is at least what the restart strategy and the adaptive scheduler may take for themselves.
/// </summary>
internal sealed class JobRunning : JobRule
{
    private static readonly RuleSetting<TimeSpan> Grace = RuleSetting.OfDuration(
        "grace", TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), "How long a job may be on its way; longer where backoff or resource wait timeout are, and to an end at least task.cancellation.timeout and a minute.");

    private static readonly RuleSetting<TimeSpan> InitializingGrace = RuleSetting.OfDuration(
        "initializingGrace", TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), "How long a job may be INITIALIZING.");

    private static readonly RuleSetting<Severity> SeverityInitializing = RuleSetting.OfSeverity("severityInitializing", Severity.Warning, "INITIALIZING for too long.");

    private static readonly RuleSetting<Severity> SeveritySuspended = RuleSetting.OfSeverity("severitySuspended", Severity.Warning, "SUSPENDED for too long.");

    private static readonly RuleSetting<Severity> SeverityReplaced = RuleSetting.OfSeverity("severityReplaced", Severity.Info, "FAILED, and a newer job of that name runs.");

    private static readonly TimeSpan AfterBackoff = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AfterCancellation = TimeSpan.FromMinutes(1);

    // A failure that much before the state began is another matter.
    private const long RecentMs = 60_000;

    /// <summary>The rule.</summary>
    public JobRunning()
        : base(new RuleDescriptor
        {
            Id = "job-running",
            Scope = RuleScope.Job,
            Category = RuleCategory.Availability,
            Severity = Severity.Critical,
            Title = "The job runs, with all its tasks",
            Why = "A job whose tasks wait for slots, or that failed for good, processes nothing, while its state may still read RUNNING. One that hangs on its way to an end keeps its slots, and its successor can't start.",
            Fix = "Remove the reason that the finding names, add TaskManagers where slots are missing, end the task that does not end.",
            Needs = [JobDetails.Key],
            Settings = [Grace, InitializingGrace, SeverityInitializing, SeveritySuspended, SeverityReplaced],
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
            return FailedJob.Judge(job, context, context.Severity, context.Get(SeverityReplaced));
        }

        if (IsOnItsWayOut(job))
        {
            return JudgeWaiting(job, context);
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

            if (job.Vertices.All(vertex => Unready(vertex) == 0))
            {
                return new Verdict.Pass("The job is RUNNING and no task waits.");
            }
        }

        return JudgeWaiting(job, context);
    }

    private static Verdict JudgeWaiting(JobFacts job, JobRuleContext context)
    {
        var grace = GraceOf(job, context);

        // The way to an end begins with its own state, however long the job had not run before.
        var since = IsOnItsWayOut(job) ? StateEntry.Of(job) : NotWhole.Since(job, context.Life, AttemptMs(job));
        if (!since.TryGet(out var from))
        {
            return since.Unknown;
        }

        var elapsed = Math.Max(0, context.FlinkNowMs - from);
        var what = What(job, isOfState: from >= job.Timestamp(job.State).Or(0));
        if (elapsed <= grace.TotalMilliseconds)
        {
            return OnItsWay(job, $"{what} for {Text.Duration(elapsed)}; up to {Text.Duration(grace)} is normal.");
        }

        var reason = ReasonOf(job, from);
        var tail = job.State switch
        {
            "CANCELLING" or "FAILING" => "it keeps its slots, and does not end by itself any more.",
            "SUSPENDED" => "no JobManager runs it.",
            "RUNNING" => "it processes little or nothing.",
            _ => "it processes nothing.",
        };
        return Verdict.Failed(new Finding
        {
            Message = $"{what} for {Text.Duration(elapsed)} (limit {Text.Duration(grace)}): {tail}{(reason.IsKnown ? $" Last failure: {FailureText.Sentence(reason.Or(string.Empty))}" : string.Empty)}",
            Severity = job.State switch
            {
                "INITIALIZING" => context.Get(SeverityInitializing),
                "SUSPENDED" => context.Get(SeveritySuspended),
                _ => context.Severity,
            },
            Resource = Resource.Job,
            Evidence = [job.StateFact.Evidence, since.Evidence, .. TaskEvidence(job), .. reason.IsKnown ? [reason.Evidence] : Array.Empty<Evidence>()],
            Remediation = Remediation(job, reason),
        });
    }

    private static bool IsOnItsWayOut(JobFacts job) => job.State is "CANCELLING" or "FAILING" or "SUSPENDED";

    // While Flink shows placeholders no verdict of before may stand for this one: a reactive job that lost its last TaskManager is CREATED again.
    private static Verdict OnItsWay(JobFacts job, string message) => job.State switch
    {
        "CANCELLING" or "FAILING" or "SUSPENDED" => new Verdict.NotApplicable(message),
        _ when job.HasGraph => new Verdict.Pass(message),
        _ => Verdict.Undecidable(message),
    };

    // A job that is short of slots goes to and fro between two states.
    private static string What(JobFacts job, bool isOfState)
    {
        var waiting = job.Vertices.Sum(vertex => vertex.WaitingTasks.Or(0));
        var initializing = job.Vertices.Sum(vertex => vertex.InitializingTasks.Or(0));
        var canceling = job.Vertices.Sum(vertex => vertex.CancelingTasks.Or(0));
        if (!isOfState && job.State is ("RUNNING" or "RESTARTING"))
        {
            return $"The job has not run with all of its tasks (it is {job.State} now{(waiting > 0 ? $", and {Text.Count(waiting, "task")} {(waiting == 1 ? "waits" : "wait")} to be started" : string.Empty)})";
        }

        if (job.State != "RUNNING")
        {
            return $"The job has been {job.State}" + (canceling > 0 ? $", with {Text.Count(canceling, "task")} that {(canceling == 1 ? "does" : "do")} not end," : string.Empty);
        }

        return waiting > 0
            ? $"{Text.Count(waiting, "task")} of the job {(waiting == 1 ? "waits" : "wait")} to be started{(initializing > 0 ? $" and {initializing} to have restored {(initializing == 1 ? "its" : "their")} state" : string.Empty)}, although it is RUNNING,"
            : $"{Text.Count(initializing, "task")} of the job {(initializing == 1 ? "is" : "are")} INITIALIZING, restoring {(initializing == 1 ? "its" : "their")} state, although it is RUNNING,";
    }

    private static IEnumerable<Evidence> TaskEvidence(JobFacts job) => job.State is "CANCELLING" or "FAILING" or "RESTARTING"
        ? job.Vertices.Where(vertex => vertex.CancelingTasks.Or(0) > 0).Take(3).Select(vertex => vertex.CancelingTasks.Evidence)
        : job.Vertices.Where(vertex => Unready(vertex) > 0).Take(3).Select(vertex => (vertex.WaitingTasks.Or(0) > 0 ? vertex.WaitingTasks : vertex.InitializingTasks).Evidence);

    private static int Unready(VertexFacts vertex) => vertex.WaitingTasks.Or(0) + vertex.InitializingTasks.Or(0);

    // Who cancels needs no reason; whatever else lasts began with a failure, or had none.
    private static Fact<string> ReasonOf(JobFacts job, long since) => job.State switch
    {
        "FAILING" => job.Failures.Reason,
        "CANCELLING" or "SUSPENDED" or "INITIALIZING" => default,
        _ => job.Failures.ReasonWithin(since - RecentMs, long.MaxValue),
    };

    private static TimeSpan GraceOf(JobFacts job, JobRuleContext context)
    {
        var grace = context.Get(Grace);
        switch (job.State)
        {
            case "INITIALIZING":
                return context.Get(InitializingGrace);
            case "SUSPENDED":
                return grace;
            case "CANCELLING" or "FAILING":
                return Longer(grace, CancellationTimeoutMs(job.Cluster) is > 0 and var timeout ? OfMilliseconds(timeout) + AfterCancellation : TimeSpan.Zero);
        }

        if (job.RestartStrategyInEffect is { } strategy)
        {
            grace = Longer(grace, OfMilliseconds(strategy.LongestBackoffMs) + AfterBackoff);
        }

        return job.IsAdaptive ? Longer(grace, OfMilliseconds(ResourceWaitMs(job.Cluster))) : grace;
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => other > one ? other : one;

    // None of these is longer than a day; a larger number is a mistake that must not silence the rule.
    private static TimeSpan OfMilliseconds(long milliseconds) => TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, 0, 86_400_000));

    // How long one attempt to get slots may take, the pause before it included.
    private static long AttemptMs(JobFacts job) =>
        DurationOf(job.Cluster, FlinkOptions.SlotRequestTimeout, 300_000) + (long)OfMilliseconds(job.RestartStrategyInEffect?.LongestBackoffMs ?? 0).TotalMilliseconds + RecentMs;

    private static long CancellationTimeoutMs(ClusterBasics cluster) => DurationOf(cluster, FlinkOptions.TaskCancellationTimeout, 180_000);

    // 5 min is Flink's default; in reactive mode it waits for ever, which is no reason to say nothing for ever.
    private static long ResourceWaitMs(ClusterBasics cluster) => DurationOf(cluster, FlinkOptions.ResourceWaitTimeout, 300_000);

    private static long DurationOf(ClusterBasics cluster, ConfigOption option, long otherwise) =>
        cluster.Configuration.Find(option).TryGet(out var text) && FlinkDuration.TryParse(text, out var milliseconds) ? milliseconds : otherwise;

    private static string Remediation(JobFacts job, Fact<string> reason)
    {
        if (job.State is "CANCELLING" or "FAILING" || (job.State == "RESTARTING" && job.Vertices.Any(vertex => vertex.CancelingTasks.Or(0) > 0)))
        {
            return EndlessTask(job);
        }

        if (FailureText.Remedy(job, reason) is { } remedy)
        {
            return remedy;
        }

        var waits = job.Vertices.Any(vertex => vertex.WaitingTasks.Or(0) > 0);
        return job.State switch
        {
            "SUSPENDED" => "Its JobManager ended or lost its leadership, and none has taken over: look at the JobManagers and at what elects their leader (ZooKeeper, Kubernetes).",
            "INITIALIZING" => "The JobManager is reading what the job starts from: look whether its storage answers (a mount that hangs does not), and at the JobManager's log.",
            "RUNNING" when !waits => "The tasks read their state: look whether the storage of checkpoints answers, how large the state is, and at the log of their TaskManagers.",
            _ when waits => $"{FailureText.Slots(job) ?? "The tasks wait for slots."} Add TaskManagers (or slots), or lower the parallelism of the job.",
            "CREATED" => $"The job waits for slots{(job.Cluster.SlotsTotal.TryGet(out var total) ? $" (the cluster has {total})" : string.Empty)}: start TaskManagers.",
            _ => "The JobManager's log says what it waits for.",
        };
    }

    private static string EndlessTask(JobFacts job)
    {
        var vertex = job.Vertices.FirstOrDefault(vertex => vertex.CancelingTasks.Or(0) > 0);
        var who = vertex is null ? "A task" : $"A task of {Text.Name(vertex.Name)}";
        return $"{who} does not react to being cancelled. Restart the TaskManager that runs it; then make its code end when its thread is interrupted."
            + (CancellationTimeoutMs(job.Cluster) <= 0
                ? "\nNothing ends such a task while task.cancellation.timeout is 0: take that away, and the TaskManager ends itself after 3 min."
                : string.Empty);
    }
}
