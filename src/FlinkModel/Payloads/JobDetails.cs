using System.Text.Json.Serialization;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>
/// <c>GET /jobs/:jobid</c> (Flink: <c>JobDetailsInfo</c>). Cached by Flink for <c>web.refresh-interval</c> (3 s), so its
/// <see cref="State"/> may lag behind <c>/jobs/overview</c>; a verdict uses the state of the body it judges.
/// Before the graph exists vertices and plan are empty and <see cref="MaxParallelism"/> is -1 whatever was set.
/// </summary>
public sealed record JobDetails(
    [property: JsonRequired, JsonPropertyName(JobDetails.Field.Id), JsonConverter(typeof(SharedTextConverter))] string Id,
    [property: JsonRequired, JsonPropertyName(JobDetails.Field.Name), JsonConverter(typeof(SharedTextConverter))] string Name,
    [property: JsonPropertyName(JobDetails.Field.State), JsonConverter(typeof(SharedTextConverter))] string? State,
    [property: JsonPropertyName(JobDetails.Field.JobType), JsonConverter(typeof(SharedTextConverter))] string? JobType,
    [property: JsonPropertyName(JobDetails.Field.SchedulerType), JsonConverter(typeof(SharedTextConverter))] string? SchedulerType,
    [property: JsonPropertyName(JobDetails.Field.StartTimeMs), JsonConverter(typeof(MomentConverter))] long? StartTimeMs,
    [property: JsonPropertyName(JobDetails.Field.NowMs), JsonConverter(typeof(MomentConverter))] long? NowMs,
    [property: JsonPropertyName(JobDetails.Field.MaxParallelism), JsonConverter(typeof(ParallelismConverter))] int? MaxParallelism,
    [property: JsonPropertyName(JobDetails.Field.PendingOperators)] int? PendingOperators,
    [property: JsonPropertyName(JobDetails.Field.Timestamps), JsonConverter(typeof(MomentsConverter))] IReadOnlyDictionary<string, long>? Timestamps,
    [property: JsonPropertyName(JobDetails.Field.Vertices)] BoundedList<JobVertex>? Vertices,
    [property: JsonPropertyName(JobDetails.Field.Plan)] JobPlan? Plan)
{
    /// <summary>The source that reads it.</summary>
    public static SourceKey<JobDetails> Key { get; } = new("details", "/jobs/:jobid");

    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            Id = "jid",
            Name = "name",
            State = "state",
            JobType = "job-type",
            SchedulerType = "schedulerType",
            StartTimeMs = "start-time",
            NowMs = "now",
            MaxParallelism = "maxParallelism",
            PendingOperators = "pending-operators",
            Timestamps = "timestamps",
            Vertices = "vertices",
            Plan = "plan";
    }
}

/// <summary>A vertex as it runs (Flink: <c>JobDetailsInfo.JobVertexDetailsInfo</c>).</summary>
public sealed record JobVertex(
    [property: JsonRequired, JsonPropertyName(JobVertex.Field.Id), JsonConverter(typeof(SharedTextConverter))] string Id,
    [property: JsonRequired, JsonPropertyName(JobVertex.Field.Name), JsonConverter(typeof(SharedTextConverter))] string Name,
    [property: JsonPropertyName(JobVertex.Field.Parallelism), JsonConverter(typeof(ParallelismConverter))] int? Parallelism,
    [property: JsonPropertyName(JobVertex.Field.MaxParallelism), JsonConverter(typeof(ParallelismConverter))] int? MaxParallelism,
    [property: JsonPropertyName(JobVertex.Field.Status), JsonConverter(typeof(SharedTextConverter))] string? Status,
    [property: JsonPropertyName(JobVertex.Field.Tasks)] VertexTasks? Tasks,
    [property: JsonPropertyName(JobVertex.Field.Metrics)] VertexMetrics? Metrics)
{
    /// <summary>The slot sharing group, from 1.20 on: vertices of one group share slots.</summary>
    [JsonPropertyName(Field.SlotSharingGroupId), JsonConverter(typeof(SharedTextConverter))]
    public string? SlotSharingGroupId { get; init; }

    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            Id = "id",
            Name = "name",
            Parallelism = "parallelism",
            MaxParallelism = "maxParallelism",
            Status = "status",
            Tasks = "tasks",
            Metrics = "metrics",
            SlotSharingGroupId = "slotSharingGroupId";
    }
}

/// <summary>How many subtasks of a vertex are in each state (Flink: <c>ExecutionState</c>).</summary>
public sealed record VertexTasks(
    [property: JsonPropertyName(VertexTasks.Field.Created)] int Created,
    [property: JsonPropertyName(VertexTasks.Field.Scheduled)] int Scheduled,
    [property: JsonPropertyName(VertexTasks.Field.Deploying)] int Deploying,
    [property: JsonPropertyName(VertexTasks.Field.Initializing)] int Initializing,
    [property: JsonPropertyName(VertexTasks.Field.Running)] int Running,
    [property: JsonPropertyName(VertexTasks.Field.Finished)] int Finished,
    [property: JsonPropertyName(VertexTasks.Field.Canceling)] int Canceling,
    [property: JsonPropertyName(VertexTasks.Field.Canceled)] int Canceled,
    [property: JsonPropertyName(VertexTasks.Field.Failed)] int Failed,
    [property: JsonPropertyName(VertexTasks.Field.Reconciling)] int Reconciling)
{
    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            Created = "CREATED",
            Scheduled = "SCHEDULED",
            Deploying = "DEPLOYING",
            Initializing = "INITIALIZING",
            Running = "RUNNING",
            Finished = "FINISHED",
            Canceling = "CANCELING",
            Canceled = "CANCELED",
            Failed = "FAILED",
            Reconciling = "RECONCILING";
    }
}

/// <summary>The metrics of a vertex that a rule reads; milliseconds summed over its subtasks, null where Flink says "NaN".</summary>
public sealed record VertexMetrics(
    [property: JsonPropertyName(VertexMetrics.Field.AccumulatedBackPressuredMs)]
    [property: JsonConverter(typeof(LenientNumberConverter))] double? AccumulatedBackPressuredMs)
{
    /// <summary>Time without anything to do.</summary>
    [JsonPropertyName(Field.AccumulatedIdleMs), JsonConverter(typeof(LenientNumberConverter))]
    public double? AccumulatedIdleMs { get; init; }

    /// <summary>Time at work.</summary>
    [JsonPropertyName(Field.AccumulatedBusyMs), JsonConverter(typeof(LenientNumberConverter))]
    public double? AccumulatedBusyMs { get; init; }

    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            AccumulatedBackPressuredMs = "accumulated-backpressured-time",
            AccumulatedIdleMs = "accumulated-idle-time",
            AccumulatedBusyMs = "accumulated-busy-time";
    }
}
