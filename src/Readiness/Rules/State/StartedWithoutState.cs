using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Runs;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.State;

/// <summary>
/// A new version of a job that was started without the state of the old one, or with an older one. Flink shows what a job was restored from
/// (<c>latest.restored</c>), but after a fail-over in its place the job's own checkpoint; that the same job had newer state before only earlier polls can tell.
/// The numbers of checkpoints go on across restores: a lower one is older state.
/// </summary>
internal sealed class StartedWithoutState : JobRule
{
    private static readonly RuleSetting<Severity> IcebergSeverity = RuleSetting.OfSeverity(
        "icebergSeverity", Severity.Critical, "Severity where the job commits to Iceberg tables: it drops commits whose checkpoint numbers it has seen before.");

    private static readonly RuleSetting<TimeSpan> KeepFor = RuleSetting.OfDuration(
        "keepFor", TimeSpan.FromDays(1), TimeSpan.FromMinutes(1), TimeSpan.FromDays(30), "How long after the start it is told, where no savepoint is taken before.");

    /// <summary>The rule.</summary>
    public StartedWithoutState()
        : base(new RuleDescriptor
        {
            Id = "started-without-state",
            Scope = RuleScope.Job,
            Category = RuleCategory.State,
            Severity = Severity.Warning,
            Title = "A new version starts with the state of the old one",
            Why = "A job that is started without the last state of its predecessor begins with empty or old state: counts are wrong, input is read again or skipped.",
            Fix = "Where it was not meant, start the job from the predecessor's last savepoint or retained checkpoint.",
            Needs = [JobDetails.Key, CheckpointStatistics.Key],
            Settings = [IcebergSeverity, KeepFor],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        if (job.Checkpointing.StatisticsOrigin.State == OriginState.Absent)
        {
            return new Verdict.NotApplicable("The job has no checkpoint settings at all: it could not have restored anything.");
        }

        if (!job.Checkpointing.LatestRestored.IsKnown && !job.Checkpointing.Restores.IsKnown)
        {
            return job.Checkpointing.Restores.Unknown;
        }

        if (context.Predecessor is not { } predecessor)
        {
            return WithoutPredecessor(job, context);
        }

        return Fault(job, predecessor.Run, context) switch
        {
            null => new Verdict.Pass(Restored(job, context) ?? (predecessor.Link == JobLink.JobId
                ? "The job went on from the newest state of its earlier run."
                : $"The job went on from the state that job {predecessor.Run.JobId} had.")),
            "" => Verdict.NeedsHistory("What the job was started from is no longer shown: it went back to a checkpoint of its own since."),
            _ when job.Checkpointing.LatestSavepointId.TryGet(out var savepoint) => new Verdict.Pass($"The job was not started from the last state of job {predecessor.Run.JobId}. It has taken savepoint {savepoint} since: what it is now is kept."),
            _ when job.StartTimeMs.TryGet(out var start) && context.HasPassed(start + (long)context.Get(KeepFor).TotalMilliseconds) =>
                new Verdict.Pass($"The job was not started from the last state of job {predecessor.Run.JobId}, but that was more than {Text.Duration(context.Get(KeepFor))} ago."),
            var fault => Verdict.Failed(Accuse(fault, job, predecessor, context)),
        };
    }

    private static Verdict WithoutPredecessor(JobFacts job, JobRuleContext context)
    {
        if (Restored(job, context) is { } restored)
        {
            return new Verdict.Pass(restored);
        }

        return context.WatchedSince is { } since && job.StartTime > since
            ? new Verdict.Pass("No job that is the same had state before this one started, as far as was seen.")
            : Verdict.NeedsHistory(job.Checkpointing.LatestRestoredId.TryGet(out var own)
                ? $"The job went back to its own checkpoint {own}; what it was started from only looks from before that could tell."
                : "The job restored nothing. Whether there was something to restore only looks from before its start could tell.");
    }

    private static string? Restored(JobFacts job, JobRuleContext context) => context.Run?.StartedFrom switch
    {
        { IsEmpty: false, CheckpointId: { } id } => $"The job was restored from {(job.Checkpointing.LatestRestored.TryGet(out var restored) && RunReader.IsCheckpoint(restored) ? "checkpoint" : "savepoint")} {id}.",
        { IsEmpty: false } => "The job was restored.",
        _ => null,
    };

    // What is wrong with the state that the run began with: null for nothing, empty where it can't be told.
    private static string? Fault(JobFacts job, KnownRun predecessor, JobRuleContext context)
    {
        var newest = predecessor.NewestState;
        switch (context.Run?.StartedFrom)
        {
            case { IsEmpty: true }:
                return "The job started with empty state";
            case { } start:
                return start.CheckpointId is { } id && newest is { } last && id < last ? $"The job was started from the older state of checkpoint {id}" : null;
        }

        // It shows a checkpoint of its own. Had it been started from the newest state, the numbers of its own would be higher.
        if (!job.Checkpointing.LatestRestoredId.TryGet(out var own) || newest is not { } known)
        {
            return string.Empty;
        }

        return own < known ? $"The job did not start from the newest state: it went back to its own checkpoint {own}"
            : predecessor.JobId == job.Id ? null
            : job.HasFixedParallelism && job.Checkpointing.Restores.Or(0) == 1 ? $"The job started with empty state, and went back to its own checkpoint {own} since"
            : string.Empty;
    }

    private static Finding Accuse(string fault, JobFacts job, (KnownRun Run, JobLink Link) predecessor, JobRuleContext context)
    {
        var (run, link) = predecessor;
        var newest = run.NewestState is { } id ? $"its {(run.Completed is null ? "savepoint" : "checkpoint")} {id}" : "its last checkpoint";
        var named = run.Name == job.Name ? string.Empty : $" ({Text.Name(run.Name)})";
        return new Finding
        {
            Message = $"{fault}, although job {run.JobId}{named}, {(link.IsCertain() ? "its earlier run" : "by name and graph the same job")}, had {Text.Bytes(run.StateBytes)} of state in {newest}.",
            Severity = CommitsToIceberg(context) ? context.Get(IcebergSeverity) : context.Severity,
            Certainty = link == JobLink.JobId && context.Run?.StartedFrom is { IsEmpty: true } ? Certainty.Proven : Certainty.Inferred,
            Resource = Resource.Job,
            Evidence = [context.Run?.StartedFrom?.Evidence ?? job.Checkpointing.LatestRestoredId.Evidence, (run.Completed ?? run.Savepoint)!.Evidence],
            Remediation = Remediation(run, link),
        };
    }

    // Only a job that is known to be the same may be told to take over state: that of another one would be the end of both.
    private static string Remediation(KnownRun run, JobLink link)
    {
        if (!link.IsCertain())
        {
            return $"Find out whether job {run.JobId} was an earlier start of this job: that is concluded from name and graph alone. If it was, and its state was meant to go on, keep its savepoints and retained checkpoints: as long as they exist nothing is lost for good.";
        }

        var path = run.Completed is { IsRetained: true, Path: { } retained } ? retained : run.Completed is null ? run.Savepoint?.Path : null;
        return path is null
            ? "If that was not meant, stop the job and start it from the last savepoint of the earlier run; no retained checkpoint of it is known."
            : $"If that was not meant, stop the job and start it from the newest state of the earlier run:\nflink run --fromSavepoint {path} <jar>";
    }

    // Its committer takes a checkpoint whose number is not above the last one it committed for one that it has committed already.
    private static bool CommitsToIceberg(JobRuleContext context)
    {
        var names = context.Operators.Value.SelectMany(static vertex => vertex.Operators).Select(static one => one.Name).ToList();
        return names.Exists(static name => name.Contains("IcebergFilesCommitter", StringComparison.OrdinalIgnoreCase))
            || (names.Exists(static name => name.Contains("iceberg", StringComparison.OrdinalIgnoreCase)) && names.Exists(static name => name.Contains("committer", StringComparison.OrdinalIgnoreCase)));
    }
}
