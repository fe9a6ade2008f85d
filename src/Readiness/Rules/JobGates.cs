using FlinkReady.Readiness.Facts;

namespace FlinkReady.Readiness.Rules;

/// <summary>The questions that come before a rule's own.</summary>
public static class JobGates
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
        job.OriginOf(Evidences.JobDetails).State == OriginState.Answered && !job.HasGraph
            ? Verdict.Undecidable($"The job is {job.State} and has no execution graph yet: Flink shows placeholders until then.")
            : null;

    /// <summary>Unread where an answer that the rule needs is missing. A job that Flink no longer knows is unread, too.</summary>
    public static Verdict? Read(JobFacts job, Evidences needs)
    {
        foreach (var evidence in EvidencesExtensions.Each(needs))
        {
            var origin = job.OriginOf(evidence);
            if (!origin.IsAnswered || (origin.State == OriginState.Absent && evidence == Evidences.JobDetails))
            {
                return Verdict.Unread($"GET {origin.Path} could not be read: {origin.Reason}");
            }
        }

        return null;
    }

    /// <summary>The same for a cluster rule.</summary>
    public static Verdict? Read(ClusterFacts cluster, Evidences needs)
    {
        foreach (var evidence in EvidencesExtensions.Each(needs))
        {
            var origin = cluster.OriginOf(evidence);
            if (origin.State != OriginState.Answered)
            {
                return Verdict.Unread($"GET {origin.Path} could not be read: {origin.Reason}");
            }
        }

        return null;
    }
}

/// <summary>Walks a set of evidences.</summary>
internal static class EvidencesExtensions
{
    private static readonly Evidences[] All = Enum.GetValues<Evidences>();

    /// <summary>Each evidence of the set, in the order of declaration.</summary>
    public static IEnumerable<Evidences> Each(Evidences set)
    {
        foreach (var evidence in All)
        {
            if (evidence != Evidences.None && set.HasFlag(evidence))
            {
                yield return evidence;
            }
        }
    }
}
