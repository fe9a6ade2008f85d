using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.FlinkClient.Polls;

/// <summary>Whether a cluster's jobs run on the adaptive scheduler, the only one that answers <c>/resource-requirements</c>.</summary>
internal sealed record SchedulerKind(bool IsAdaptiveByConfiguration, bool HasResourceRequirements)
{
    public static SchedulerKind Of(IReadOnlyList<ConfigurationEntry>? configuration, string? flinkVersion) => new(
        configuration?.Any(entry => (entry.Key == "jobmanager.scheduler" && Is(entry.Value, "adaptive")) || (entry.Key == "scheduler-mode" && Is(entry.Value, "reactive"))) == true,
        flinkVersion?.StartsWith("1.17", StringComparison.Ordinal) != true);

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
