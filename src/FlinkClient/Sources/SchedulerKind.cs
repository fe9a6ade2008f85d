using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Sources;

/// <summary>Whether a cluster's jobs run on the adaptive scheduler, the only one that answers <c>/resource-requirements</c>.</summary>
internal sealed record SchedulerKind(bool IsAdaptiveByConfiguration, bool HasResourceRequirements)
{
    /// <summary>What the cluster's answers say.</summary>
    public static SchedulerKind Of(ReadingSet cluster)
    {
        var version = cluster.Value(DashboardConfiguration.Key)?.FlinkVersion ?? cluster.Value(ClusterOverview.Key)?.FlinkVersion;
        return new SchedulerKind(
            cluster.Value(JobManagerConfiguration.Key)?.Any(entry => (entry.Key == "jobmanager.scheduler" && Is(entry.Value, "adaptive")) || (entry.Key == "scheduler-mode" && Is(entry.Value, "reactive"))) == true,
            version?.StartsWith("1.17", StringComparison.Ordinal) != true);
    }

    public bool IsAdaptive(JobOverview? overview, JobDetails? details)
    {
        if (details?.JobType == "BATCH" || details is { JobType: null, Plan.Type: "BATCH" })
        {
            return false;
        }

        // From 2.3 on the job itself tells; null before its graph exists.
        return (details?.SchedulerType ?? overview?.SchedulerType) is { } type ? type == "Adaptive" : IsAdaptiveByConfiguration;
    }

    private static bool Is(string value, string word) => value.Trim().Equals(word, StringComparison.OrdinalIgnoreCase);
}
