using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.Readiness.History;

/// <summary>Compares Flink's two lists of jobs.</summary>
public static class JobListing
{
    /// <summary>Ids of running jobs of <c>/jobs</c> that <c>/jobs/overview</c> leaves out; none where a list was not read.</summary>
    public static IReadOnlySet<string> Missing(JobIdList? ids, JobsOverview? overview)
    {
        if (ids?.Jobs is not { } listed || overview?.Jobs is not { } shown)
        {
            return EmptySet;
        }

        HashSet<string>? missing = null;
        var known = shown.Select(job => job.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var job in listed)
        {
            if (job.Status == "RUNNING" && !known.Contains(job.Id))
            {
                (missing ??= new HashSet<string>(StringComparer.Ordinal)).Add(job.Id);
            }
        }

        return missing ?? EmptySet;
    }

    private static readonly HashSet<string> EmptySet = new(StringComparer.Ordinal);
}
