using System.Text.Json.Serialization;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkModel.Payloads;

// A member is null where the answer lacks the field, or has a number there that is out of its range: neither is ever mistaken for a zero or a false.

/// <summary><c>GET /config</c> (Flink: <c>DashboardConfiguration</c>). Answered by a JobManager without its leader.</summary>
public sealed record DashboardConfiguration(
    [property: JsonPropertyName("refresh-interval"), JsonConverter(typeof(AmountConverter))] long? RefreshIntervalMs,
    [property: JsonPropertyName("flink-version"), JsonConverter(typeof(SharedTextConverter))] string? FlinkVersion,
    [property: JsonPropertyName("features")] DashboardFeatures? Features)
{
    /// <summary>The source that reads it.</summary>
    public static SourceKey<DashboardConfiguration> Key { get; } = new("config", "/config");
}

/// <summary>The effective switches of the web interface (Flink: <c>DashboardConfiguration.Features</c>).</summary>
public sealed record DashboardFeatures(
    [property: JsonPropertyName("web-submit")] bool? WebSubmit,
    [property: JsonPropertyName("web-cancel")] bool? WebCancel,
    [property: JsonPropertyName("web-rescale")] bool? WebRescale);

/// <summary><c>GET /overview</c> (Flink: <c>ClusterOverviewWithVersion</c>).</summary>
public sealed record ClusterOverview(
    [property: JsonPropertyName("flink-version"), JsonConverter(typeof(SharedTextConverter))] string? FlinkVersion,
    [property: JsonPropertyName("taskmanagers")] int? TaskManagers,
    [property: JsonPropertyName("slots-total")] int? SlotsTotal,
    [property: JsonPropertyName("slots-available")] int? SlotsAvailable,
    [property: JsonPropertyName("jobs-running")] int? JobsRunning)
{
    /// <summary>The source that reads it.</summary>
    public static SourceKey<ClusterOverview> Key { get; } = new("overview", "/overview");
}

/// <summary>One key of <c>GET /jobmanager/config</c>: only keys that are set appear, as they were written.</summary>
public sealed record ConfigurationEntry(
    [property: JsonRequired, JsonPropertyName("key"), JsonConverter(typeof(SharedTextConverter))] string Key,
    [property: JsonRequired, JsonPropertyName("value")] string Value);

/// <summary><c>GET /jobmanager/config</c>: a bare list, so that it has no record of its own.</summary>
public static class JobManagerConfiguration
{
    /// <summary>The source that reads it.</summary>
    public static SourceKey<IReadOnlyList<ConfigurationEntry>> Key { get; } = new("jobManagerConfig", "/jobmanager/config");
}

/// <summary><c>GET /taskmanagers</c> (Flink: <c>TaskManagersInfo</c>).</summary>
public sealed record TaskManagerList(
    [property: JsonPropertyName("taskmanagers")] IReadOnlyList<TaskManagerInfo>? TaskManagers)
{
    /// <summary>The source that reads it.</summary>
    public static SourceKey<TaskManagerList> Key { get; } = new("taskManagers", "/taskmanagers");
}

/// <summary>One TaskManager (Flink: <c>TaskManagerInfo</c>). Memory in bytes.</summary>
public sealed record TaskManagerInfo(
    [property: JsonRequired, JsonPropertyName("id"), JsonConverter(typeof(SharedTextConverter))] string Id,
    [property: JsonPropertyName("timeSinceLastHeartbeat"), JsonConverter(typeof(MomentConverter))] long? LastHeartbeatMs,
    [property: JsonPropertyName("slotsNumber")] int? Slots,
    [property: JsonPropertyName("freeSlots")] int? FreeSlots,
    [property: JsonPropertyName("memoryConfiguration")] TaskManagerMemory? Memory);

/// <summary>The memory model of a TaskManager in bytes (Flink: <c>TaskExecutorMemoryConfiguration</c>).</summary>
public sealed record TaskManagerMemory(
    [property: JsonPropertyName("taskHeap"), JsonConverter(typeof(AmountConverter))] long? TaskHeap,
    [property: JsonPropertyName("managedMemory"), JsonConverter(typeof(AmountConverter))] long? Managed,
    [property: JsonPropertyName("totalFlinkMemory"), JsonConverter(typeof(AmountConverter))] long? TotalFlink);

/// <summary><c>GET /jobs</c> (Flink: <c>JobIdsWithStatusOverview</c>): every job the JobManager knows.</summary>
public sealed record JobIdList(
    [property: JsonPropertyName("jobs")] IReadOnlyList<JobIdWithStatus>? Jobs)
{
    /// <summary>The source that reads it.</summary>
    public static SourceKey<JobIdList> Key { get; } = new("jobs", "/jobs");
}

/// <summary>A job's id and state.</summary>
public sealed record JobIdWithStatus(
    [property: JsonRequired, JsonPropertyName("id"), JsonConverter(typeof(SharedTextConverter))] string Id,
    [property: JsonPropertyName("status"), JsonConverter(typeof(SharedTextConverter))] string? Status);

/// <summary><c>GET /jobs/overview</c> (Flink: <c>MultipleJobsDetails</c>). Leaves out jobs whose JobMaster does not answer.</summary>
public sealed record JobsOverview(
    [property: JsonPropertyName("jobs")] IReadOnlyList<JobOverview>? Jobs)
{
    /// <summary>The source that reads it.</summary>
    public static SourceKey<JobsOverview> Key { get; } = new("jobsOverview", "/jobs/overview");
}

/// <summary>One job of <c>/jobs/overview</c> (Flink: <c>JobDetails</c>). Times in epoch milliseconds.</summary>
public sealed record JobOverview(
    [property: JsonRequired, JsonPropertyName("jid"), JsonConverter(typeof(SharedTextConverter))] string Id,
    [property: JsonRequired, JsonPropertyName("name"), JsonConverter(typeof(SharedTextConverter))] string Name,
    [property: JsonPropertyName("state"), JsonConverter(typeof(SharedTextConverter))] string? State,
    [property: JsonPropertyName("start-time"), JsonConverter(typeof(MomentConverter))] long? StartTimeMs,
    [property: JsonPropertyName("end-time"), JsonConverter(typeof(MomentConverter))] long? EndTimeMs,
    [property: JsonPropertyName("last-modification"), JsonConverter(typeof(MomentConverter))] long? LastModificationMs,
    [property: JsonPropertyName("schedulerType"), JsonConverter(typeof(SharedTextConverter))] string? SchedulerType,
    [property: JsonPropertyName("tasks")] JobOverviewTasks? Tasks,
    [property: JsonPropertyName("duration"), JsonConverter(typeof(AmountConverter))] long? DurationMs = null);

/// <summary>Task counts of a job as <c>/jobs/overview</c> gives them; used to notice that a job changed.</summary>
public sealed record JobOverviewTasks(
    [property: JsonPropertyName("total")] int? Total,
    [property: JsonPropertyName("running")] int? Running,
    [property: JsonPropertyName("finished")] int? Finished);
