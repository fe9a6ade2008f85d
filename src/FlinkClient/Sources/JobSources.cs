using FlinkReady.FlinkClient.Sources.Jobs;

namespace FlinkReady.FlinkClient.Sources;

/// <summary>The sources of a job, in the order of asking and of the documentation. Explicit on purpose: ahead-of-time compilation knows no scanning.</summary>
internal static class JobSources
{
    /// <summary>Every one.</summary>
    public static IReadOnlyList<JobSource> All { get; } =
    [
        new DetailsSource(),
        new JobConfigSource(),
        new CheckpointsSource(),
        new CheckpointConfigSource(),
        new CheckpointDetailsSource(),
        new ExceptionsSource(),
        new ResourceRequirementsSource(),
        new JobMetricsSource(),
    ];
}
