using FlinkReady.FlinkClient.Sources.Cluster;

namespace FlinkReady.FlinkClient.Sources;

/// <summary>The sources of a cluster. Explicit on purpose: ahead-of-time compilation knows no scanning.</summary>
internal static class ClusterSources
{
    /// <summary>Every one, in the order of the documentation.</summary>
    public static IReadOnlyList<ClusterSource> All { get; } =
    [
        new DashboardConfigurationSource(),
        new OverviewSource(),
        new JobManagerConfigurationSource(),
        new TaskManagersSource(),
        new JobsSource(),
        new JobsOverviewSource(),
    ];

    /// <summary>Read after all others and one after the other: what they ask depends on what was answered.</summary>
    public static IReadOnlyList<FollowUpSource> FollowUps { get; } =
    [
        new ApplicationsSource(),
        new ApplicationExceptionsSource(),
        new LargestMetadataSource(),
    ];

    /// <summary>Read alone and first.</summary>
    public static ClusterSource First => All[^1];

    /// <summary>The others in the order of asking: the lists of jobs next to each other, so that they show one moment.</summary>
    public static IEnumerable<ClusterSource> Others => All.Reverse().Skip(1);
}
