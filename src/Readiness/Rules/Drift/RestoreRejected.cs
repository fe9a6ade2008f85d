using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Comparing;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Drift;

/// <summary>
/// A start that Flink refused because the stored state doesn't fit the program. The job stays listed as FAILED, without vertices; the last cause of its exception
/// names one operator, and both figures where they differ.
/// </summary>
internal sealed class RestoreRejected : JobRule
{
    /// <summary>The rule.</summary>
    public RestoreRejected()
        : base(new RuleDescriptor
        {
            Id = "restore-rejected",
            Scope = RuleScope.Job,
            Category = RuleCategory.State,
            Severity = Severity.Critical,
            Title = "The job could restore its state",
            Why = "Flink refuses to start a job whose program doesn't fit the state it is to restore: the job does not run at all. Allowing it to drop the state makes it run, and the state is gone.",
            Fix = "Give the operator its old uid, max parallelism or parallelism again, and start the job from the same savepoint.",
            Needs = [JobDetails.Key],
        })
    {
    }

    /// <summary>Asked of jobs that failed, too: one that could not restore is one of these.</summary>
    public override Verdict? Gate(JobFacts job)
    {
        if (job.State != "FAILED")
        {
            return JobGates.LiveStreamingJob(job) ?? JobGates.Read(job, [JobDetails.Key]);
        }

        return job.IsBatch ? new Verdict.NotApplicable("A batch job.") : JobGates.Read(job, [JobDetails.Key]);
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        if (job.State != "FAILED")
        {
            return job.HasGraph || job.Vertices.Count > 0
                ? new Verdict.Pass("Flink started the job: it found nothing in its state that doesn't fit.")
                : Verdict.NotNow($"The job is {job.State}: Flink has not read its state yet.");
        }

        if (job.Vertices.Count > 0)
        {
            return new Verdict.NotApplicable("The job failed after it had been started: nothing refused its state.");
        }

        var newer = context.JobsNamed(job.Name).Where(other => other.Id != job.Id && other.StartTime > job.StartTime).ToList();
        if (newer.Find(static other => !other.IsTerminal && other.HasGraph) is { } running)
        {
            return new Verdict.Pass($"A newer job of that name runs: {running.Id}.");
        }

        if (newer.Count > 0)
        {
            return new Verdict.NotApplicable("A later start of a job of that name is judged in its place.");
        }

        var origin = job.OriginOf(JobExceptions.Key);
        if (!origin.IsAnswered)
        {
            return Verdict.Unread($"GET {origin.Path} could not be read: {origin.Reason}");
        }

        return job.Failures.Refusal is { } refusal
            ? Verdict.Failed(Accuse(refusal, job, context))
            : new Verdict.NotApplicable("The job failed at its start for another reason than its state.");
    }

    private static Finding Accuse(RestoreRefusal refusal, JobFacts job, JobRuleContext context)
    {
        var known = refusal.OperatorId is { } id ? KnownAs(id, context) : null;
        return new Finding
        {
            Message = Message(refusal, NameOf(refusal.OperatorId, known)),
            Severity = context.Severity,
            Resource = Resource.Job,
            Evidence = [job.StateEvidence, job.Failures.Reason.Evidence],
            Remediation = Remediation(refusal, known, job),
        };
    }

    // The operator as an earlier run of a job of that name had it.
    private static ComparedOperator? KnownAs(string id, JobRuleContext context) => context.Namesakes
        .SelectMany(static run => RunOperatorSet.Of(run).Operators.Concat(RunOperatorSet.OfRestored(run, null)?.Operators ?? []))
        .FirstOrDefault(one => one.Id == id && one.Name.Length > 0);

    private static string NameOf(string? id, ComparedOperator? known) =>
        id is null ? "an operator"
        : known is null ? $"operator {id}"
        : $"operator {Text.Name(known.Name)} ({id}{(known.UidText is { } uid ? $", uid {Text.Name(uid)}" : string.Empty)})";

    private static string Message(RestoreRefusal refusal, string name) => refusal.Kind switch
    {
        RestoreRefusalKind.NoOperator =>
            $"Flink refused to start the job: what it was to restore has state of {name}, which the new program does not have. There may be more such operators: Flink names one.",
        RestoreRefusalKind.NoOperatorForLatestCheckpoint =>
            $"Flink refused to start the job: its latest checkpoint has {name}, which the new program does not have. There may be more such operators: Flink names one, stateless ones included.",
        RestoreRefusalKind.MaxParallelismMismatch =>
            $"Flink refused to start the job: the state of {name} was written with max parallelism {Figure(refusal.Stored)}, and the new program sets {Figure(refusal.Configured)}.",
        RestoreRefusalKind.ParallelismAboveMaximum =>
            $"Flink refused to start the job: {name} has parallelism {Figure(refusal.Configured)} in the new program, and its state was written with max parallelism {Figure(refusal.Stored)}: more it can never have.",
        _ => "Flink refused to start the job: the savepoint or checkpoint that it was to restore is not there or can't be read.",
    };

    private static string Remediation(RestoreRefusal refusal, ComparedOperator? known, JobFacts job) => refusal.Kind switch
    {
        RestoreRefusalKind.NoOperator or RestoreRefusalKind.NoOperatorForLatestCheckpoint =>
            $"{(known is null ? Unknown(refusal.OperatorId) : new StateKeeping(OnlyOf(known)).Fix(known, null) + "\nThen start the job from the same savepoint.")}\n"
            + "Only where that state is meant to go: --allowNonRestoredState. It drops the state for good.",
        RestoreRefusalKind.MaxParallelismMismatch =>
            $"Set the max parallelism that the state has, where the program sets another one: for the job, or on that operator, and start from the same savepoint:\nenv.setMaxParallelism({Figure(refusal.Stored)});\n.setMaxParallelism({Figure(refusal.Stored)})\n"
            + $"or, where the configuration of the job's client sets it:\n{FlinkOptions.MaxParallelism.KeyFor(job.Cluster.Version)}: {Figure(refusal.Stored)}",
        RestoreRefusalKind.ParallelismAboveMaximum =>
            $"Lower the parallelism of that operator to at most {Figure(refusal.Stored)} and start from the same savepoint:\n.setParallelism({Figure(refusal.Stored)})",
        _ => "Start the job from a path that Flink can read: the folder of a savepoint or checkpoint that has a file _metadata, written by this or an earlier version of Flink, which the JobManager may read.",
    };

    private static string Unknown(string? id) =>
        $"Give the operator its old uid, or where it had none or its text is not known, pin the old id, and start from the same savepoint:\n.setUidHash(\"{id ?? "<id>"}\")";

    private static UidProposals OnlyOf(ComparedOperator one) => new(new OperatorSet([one]), new OperatorSet([one]));

    private static string Figure(int? figure) => figure is { } known ? Text.Number(known) : "<max parallelism of the state>";
}
