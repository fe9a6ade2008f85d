using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Availability;

/// <summary>What is to be said of a job that has FAILED: why, and what is left to start it from.</summary>
internal static class FailedJob
{
    /// <summary>The verdict.</summary>
    /// <param name="job">The job.</param>
    /// <param name="context">What else the rule was given.</param>
    /// <param name="severity">Where nothing replaced it.</param>
    /// <param name="severityReplaced">Where a newer job of its name runs.</param>
    public static Verdict Judge(JobFacts job, JobRuleContext context, Severity severity, Severity severityReplaced)
    {
        var newer = context.LiveJobs(job.Name).FirstOrDefault(other =>
            other.Id != job.Id && other.State == "RUNNING" && (job.StartTime is null || other.StartTime is null || other.StartTime > job.StartTime));
        var reason = job.Failures.Reason;
        var why = reason.IsKnown ? $": {FailureText.Sentence(reason.Or(string.Empty))}" : newer is null ? ": nothing restarts it. Why was not read." : ".";
        return Verdict.Failed(new Finding
        {
            Message = newer is null ? $"The job has FAILED for good{why}" : $"The job has FAILED{why} Job {newer.Id} of the same name runs.",
            Severity = newer is null ? severity : severityReplaced,
            Resource = Resource.Job,
            Evidence = reason.IsKnown ? [job.StateEvidence, reason.Evidence] : [job.StateEvidence],
            Remediation = newer is null
                ? $"{FailureText.Remedy(job, reason) ?? "Remove that cause."}\nThen {StartAgain(job)}"
                : "Nothing, if the newer job took over its state. The failed one is listed until jobstore.expiration-time is over.",
        });
    }

    // A job without vertices never ran; a batch job begins anew; whether checkpoints outlive a failure shows in their configuration.
    private static string StartAgain(JobFacts job)
    {
        if (job.Vertices.Count == 0)
        {
            return "submit it again, from what it was to start from: it never ran.";
        }

        if (job.IsBatch || job.Checkpointing.IsEnabled == false)
        {
            return $"start the job again{(job.IsBatch ? "; a batch job begins at the beginning." : ", from a savepoint if there is one: it took no checkpoints.")}";
        }

        if (job.Checkpointing.Externalized.TryGet(out var isKept) && !isKept)
        {
            return "start the job again from its last savepoint: its checkpoints went with it, since they are not retained.";
        }

        return job.Checkpointing.LatestExternalPath.TryGet(out var path) && path.Contains('/', StringComparison.Ordinal)
            ? $"start the job again from its last checkpoint:\nflink run --fromSavepoint {path} <jar>"
            : "start the job again from its last savepoint, or from its last checkpoint where that was retained.";
    }
}
