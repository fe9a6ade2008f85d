using System.Globalization;
using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.FlinkClient.Endpoints;

/// <summary>Every endpoint that is asked, and the paths of the ones with parameters. The only place that knows a path of Flink's.</summary>
internal static class FlinkEndpoints
{
    public static readonly Endpoint<DashboardConfiguration> Config =
        new("/config", FlinkJson.Default.DashboardConfiguration, PayloadFaults.In, isPartOfEveryCluster: true);

    public static readonly Endpoint<ClusterOverview> Overview =
        new("/overview", FlinkJson.Default.ClusterOverview, PayloadFaults.In, isPartOfEveryCluster: true);

    public static readonly Endpoint<IReadOnlyList<ConfigurationEntry>> JobManagerConfig =
        new("/jobmanager/config", FlinkJson.Default.IReadOnlyListConfigurationEntry, PayloadFaults.In);

    public static readonly Endpoint<TaskManagerList> TaskManagers =
        new("/taskmanagers", FlinkJson.Default.TaskManagerList, PayloadFaults.In, isPartOfEveryCluster: true);

    public static readonly Endpoint<JobIdList> Jobs =
        new("/jobs", FlinkJson.Default.JobIdList, PayloadFaults.In, isPartOfEveryCluster: true);

    public static readonly Endpoint<JobsOverview> JobsOverview =
        new("/jobs/overview", FlinkJson.Default.JobsOverview, PayloadFaults.In, isPartOfEveryCluster: true);

    public static readonly Endpoint<JobDetails> Job =
        new("/jobs/:jobid", FlinkJson.Default.JobDetails, PayloadFaults.In);

    public static readonly Endpoint<JobConfig> JobConfig =
        new("/jobs/:jobid/config", FlinkJson.Default.JobConfig, PayloadFaults.None);

    public static readonly Endpoint<CheckpointStatistics> Checkpoints =
        new("/jobs/:jobid/checkpoints", FlinkJson.Default.CheckpointStatistics, PayloadFaults.In);

    public static readonly Endpoint<CheckpointConfig> CheckpointConfig =
        new("/jobs/:jobid/checkpoints/config", FlinkJson.Default.CheckpointConfig, PayloadFaults.None);

    public static readonly Endpoint<CheckpointDetails> CheckpointDetails =
        new("/jobs/:jobid/checkpoints/details/:checkpointid", FlinkJson.Default.CheckpointDetails, PayloadFaults.In);

    public static readonly Endpoint<JobExceptions> Exceptions =
        new("/jobs/:jobid/exceptions", FlinkJson.Default.JobExceptions, PayloadFaults.In);

    public static readonly Endpoint<IReadOnlyDictionary<string, VertexResourceRequirements>> ResourceRequirements =
        new("/jobs/:jobid/resource-requirements", FlinkJson.Default.IReadOnlyDictionaryStringVertexResourceRequirements, PayloadFaults.In);

    /// <summary>Every endpoint, for tests and documentation.</summary>
    public static IReadOnlyList<Endpoint> All { get; } =
    [
        Config, Overview, JobManagerConfig, TaskManagers, Jobs, JobsOverview, Job, JobConfig,
        Checkpoints, CheckpointConfig, CheckpointDetails, Exceptions, ResourceRequirements,
    ];

    public static string JobPath(string jobId) => "/jobs/" + jobId;

    public static string JobConfigPath(string jobId) => $"/jobs/{jobId}/config";

    public static string CheckpointsPath(string jobId) => $"/jobs/{jobId}/checkpoints";

    public static string CheckpointConfigPath(string jobId) => $"/jobs/{jobId}/checkpoints/config";

    public static string CheckpointDetailsPath(string jobId, long checkpointId) =>
        string.Create(CultureInfo.InvariantCulture, $"/jobs/{jobId}/checkpoints/details/{checkpointId}");

    // 20: more than Flink keeps by default (web.exception-history-size 16), without the whole of a longer history.
    public static string ExceptionsPath(string jobId) => $"/jobs/{jobId}/exceptions?maxExceptions=20";

    public static string ResourceRequirementsPath(string jobId) => $"/jobs/{jobId}/resource-requirements";
}
