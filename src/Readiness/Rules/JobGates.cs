using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Sources;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules;

/// <summary>The questions that come before a rule's own.</summary>
internal static class JobGates
{
    /// <summary>Not applicable to batch jobs and to jobs that are over.</summary>
    public static Verdict? LiveStreamingJob(JobFacts job)
    {
        if (job.IsTerminal)
        {
            return new Verdict.NotApplicable($"The job is {(JobStates.IsTerminal(job.State) ? job.State : "over")}.");
        }

        return job.IsBatch ? new Verdict.NotApplicable("A batch job.") : null;
    }

    /// <summary>Undecidable while Flink shows placeholders because the execution graph does not exist.</summary>
    public static Verdict? GraphExists(JobFacts job) =>
        job.OriginOf(JobDetails.Key).State == OriginState.Answered && !job.HasGraph
            ? Verdict.NotNow($"The job is {job.State} and has no execution graph yet: Flink shows placeholders until then.")
            : null;

    /// <summary>
    /// Undecidable while the parallelism that Flink shows may not be the real one. Only the adaptive scheduler changes it, so only there, and where the
    /// scheduler is not known, do all tasks have to be up.
    /// </summary>
    public static Verdict? ParallelismIsReal(JobFacts job) =>
        job.HasFixedParallelism || job.AllTasksUp ? null : Verdict.NotNow("Not all tasks are up: the parallelism shown may not be the one the job gets.");

    /// <summary>Not applicable to a job without keyed (HASH) input: only keyed state is split into key groups.</summary>
    public static Verdict? Keyed(JobFacts job) => job.HasKeyedVertex ? null : new Verdict.NotApplicable("No vertex has keyed input.");

    /// <summary>
    /// What comes before a question about the size of a job's state: checkpointing is off (not applicable), no checkpoint has completed yet (needs
    /// history).
    /// </summary>
    public static Verdict? StateSizeIsKnown(JobFacts job)
    {
        if (job.Checkpointing.IsEnabled == false)
        {
            return new Verdict.NotApplicable("Checkpointing is off: Flink shows no state size.");
        }

        if (!job.Checkpointing.StatisticsOrigin.IsAnswered)
        {
            return Verdict.Unread($"GET {job.Checkpointing.StatisticsOrigin.Path} could not be read: {job.Checkpointing.StatisticsOrigin.Reason}");
        }

        return job.Checkpointing.StateSize.IsKnown
            ? null
            : Verdict.NotYet("No checkpoint has completed yet: the first one tells the size of the state.");
    }

    /// <summary>Unread where an answer that the rule needs is missing. A job that Flink no longer knows is unread, too.</summary>
    public static Verdict? Read(JobFacts job, IReadOnlyList<SourceKey> needs)
    {
        foreach (var key in needs)
        {
            var origin = job.OriginOf(key);
            if (!origin.IsAnswered || (origin.State == OriginState.Absent && key == JobDetails.Key))
            {
                return Verdict.Unread($"GET {origin.Path} could not be read: {origin.Reason}");
            }
        }

        return null;
    }

    /// <summary>The same for a cluster rule.</summary>
    public static Verdict? Read(ClusterFacts cluster, IReadOnlyList<SourceKey> needs)
    {
        foreach (var key in needs)
        {
            var origin = cluster.OriginOf(key);
            if (origin.State != OriginState.Answered)
            {
                return Verdict.Unread($"GET {origin.Path} could not be read: {origin.Reason}");
            }
        }

        return null;
    }
}
