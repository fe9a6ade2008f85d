using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.History;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.State;

/// <summary>
/// A new version of a job that was started without the state of the old one. Flink shows what a job was restored from (<c>latest.restored</c>); that a job
/// of the same name had state before only earlier polls can tell.
/// </summary>
internal sealed class StartedWithoutState : JobRule
{
    /// <summary>The rule.</summary>
    public StartedWithoutState()
        : base(new RuleDescriptor
        {
            Id = "started-without-state",
            Scope = RuleScope.Job,
            Category = RuleCategory.State,
            Severity = Severity.Warning,
            Title = "A new version starts with the state of the old one",
            Why = "A job that is started without the checkpoint or savepoint of its predecessor begins with empty state: counts start at zero, sources at their start offset.",
            Fix = "Stop the job and start it from the predecessor's last savepoint or retained checkpoint.",
            Needs = [JobDetails.Key, CheckpointStatistics.Key],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        var counts = job.Checkpointing.Counts;
        if (job.Checkpointing.StatisticsOrigin.State == OriginState.Absent)
        {
            return new Verdict.NotApplicable("The job has no checkpoint settings at all: it could not have restored anything.");
        }

        if (!counts.TryGet(out var numbers))
        {
            return counts.Unknown;
        }

        if (job.Checkpointing.LatestRestored.TryGet(out var restored))
        {
            return new Verdict.Pass($"The job was restored from {(restored.IsSavepoint == true ? "savepoint" : "checkpoint")} {restored.Id}.");
        }

        if (numbers.Restored is null or > 0)
        {
            return numbers.Restored is null ? job.Checkpointing.Restores.Unknown : new Verdict.Pass("The job was restored.");
        }

        if (context.Predecessor is { } predecessor)
        {
            return Verdict.Failed(Accuse(job, predecessor, context));
        }

        return context.WatchedSince is { } since && job.StartTime > since
            ? new Verdict.Pass("No job of this name had state before this one started, as far as was seen.")
            : Verdict.NeedsHistory("The job restored nothing. Whether there was something to restore only looks from before its start could tell.");
    }

    private static Finding Accuse(JobFacts job, CheckpointedRun predecessor, JobRuleContext context) => new()
    {
        Message = $"The job started with empty state, although job {predecessor.JobId} of the same name had {Text.Bytes(predecessor.StateBytes)} of it in its last checkpoint.",
        Severity = context.Severity,
        Resource = Resource.Job,
        Evidence = [job.Checkpointing.Restores.Evidence, predecessor.Evidence],
        Remediation = "If that was not meant, stop the job and start it from the old state:\n"
            + $"flink run --fromSavepoint {predecessor.ExternalPath ?? "<savepoint or retained checkpoint of the old job>"} <jar>\n"
            + "The old job's last checkpoint is there only if it was retained.",
    };
}
