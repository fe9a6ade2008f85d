using FlinkReady.Readiness.Assessments;

namespace FlinkReady.Monitor.Metrics;

/// <summary>
/// The jobs of one name on one target that share series. Terminal jobs beside a newer one are left out of them: they are history.
/// </summary>
/// <param name="Name">As it is exported.</param>
/// <param name="Jobs">At least one.</param>
/// <param name="Listed">Those and the ones that are history.</param>
internal sealed record JobGroup(string Name, IReadOnlyList<JobAssessment> Jobs, IReadOnlyList<JobAssessment> Listed)
{
    /// <summary>The jobs by name, ordered by it.</summary>
    public static IReadOnlyList<JobGroup> Of(IReadOnlyList<JobAssessment> jobs)
    {
        var byName = new Dictionary<string, List<JobAssessment>>(jobs.Count, StringComparer.Ordinal);
        foreach (var job in jobs)
        {
            var name = LabelValue.Bound(job.JobName);
            if (byName.TryGetValue(name, out var same))
            {
                same.Add(job);
            }
            else
            {
                byName[name] = [job];
            }
        }

        var names = new List<string>(byName.Keys);
        names.Sort(StringComparer.Ordinal);
        return names.ConvertAll(name => new JobGroup(name, Relevant(byName[name]), byName[name]));
    }

    private static List<JobAssessment> Relevant(List<JobAssessment> jobs)
    {
        if (jobs.Count == 1)
        {
            return jobs;
        }

        return [.. jobs.Where((job, at) => !job.IsTerminal || !jobs.Where((other, otherAt) => otherAt != at && IsNewer(other, job, otherAt < at)).Any())];
    }

    // Of two terminal jobs that began at the same time, or of which that is not known, the one listed first stays.
    private static bool IsNewer(JobAssessment other, JobAssessment job, bool isListedFirst)
    {
        if (other.StartTime is { } theirs && job.StartTime is { } ours && theirs != ours)
        {
            return theirs > ours;
        }

        return !other.IsTerminal || (job.StartTime is null && other.StartTime is not null) || (job.StartTime == other.StartTime && isListedFirst);
    }
}
