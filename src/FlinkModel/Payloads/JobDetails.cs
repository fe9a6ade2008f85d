using System.Text.Json.Serialization;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>
/// <c>GET /jobs/:jobid</c> (Flink: <c>JobDetailsInfo</c>). Cached by Flink for <c>web.refresh-interval</c> (3 s), so its
/// <see cref="State"/> may lag behind <c>/jobs/overview</c>; a verdict uses the state of the body it judges.
/// Before the graph exists vertices and plan are empty and <see cref="MaxParallelism"/> is -1 whatever was set.
/// </summary>
public sealed record JobDetails(
    [property: JsonRequired, JsonPropertyName("jid"), JsonConverter(typeof(SharedTextConverter))] string Id,
    [property: JsonRequired, JsonPropertyName("name"), JsonConverter(typeof(SharedTextConverter))] string Name,
    [property: JsonPropertyName("state"), JsonConverter(typeof(SharedTextConverter))] string? State,
    [property: JsonPropertyName("job-type"), JsonConverter(typeof(SharedTextConverter))] string? JobType,
    [property: JsonPropertyName("schedulerType"), JsonConverter(typeof(SharedTextConverter))] string? SchedulerType,
    [property: JsonPropertyName("start-time"), JsonConverter(typeof(MomentConverter))] long? StartTimeMs,
    [property: JsonPropertyName("now"), JsonConverter(typeof(MomentConverter))] long? NowMs,
    [property: JsonPropertyName("maxParallelism"), JsonConverter(typeof(ParallelismConverter))] int? MaxParallelism,
    [property: JsonPropertyName("pending-operators")] int? PendingOperators,
    [property: JsonPropertyName("timestamps"), JsonConverter(typeof(MomentsConverter))] IReadOnlyDictionary<string, long>? Timestamps,
    [property: JsonPropertyName("vertices")] IReadOnlyList<JobVertex>? Vertices,
    [property: JsonPropertyName("plan")] JobPlan? Plan)
{
    /// <summary>The source that reads it.</summary>
    public static SourceKey<JobDetails> Key { get; } = new("details", "/jobs/:jobid");
}

/// <summary>A vertex as it runs (Flink: <c>JobDetailsInfo.JobVertexDetailsInfo</c>).</summary>
public sealed record JobVertex(
    [property: JsonRequired, JsonPropertyName("id"), JsonConverter(typeof(SharedTextConverter))] string Id,
    [property: JsonRequired, JsonPropertyName("name"), JsonConverter(typeof(SharedTextConverter))] string Name,
    [property: JsonPropertyName("parallelism"), JsonConverter(typeof(ParallelismConverter))] int? Parallelism,
    [property: JsonPropertyName("maxParallelism"), JsonConverter(typeof(ParallelismConverter))] int? MaxParallelism,
    [property: JsonPropertyName("status"), JsonConverter(typeof(SharedTextConverter))] string? Status,
    [property: JsonPropertyName("tasks")] VertexTasks? Tasks,
    [property: JsonPropertyName("metrics")] VertexMetrics? Metrics)
{
    /// <summary>The slot sharing group, from 1.20 on: vertices of one group share slots.</summary>
    [JsonPropertyName("slotSharingGroupId")]
    public string? SlotSharingGroupId { get; init; }
}

/// <summary>How many subtasks of a vertex are in each state (Flink: <c>ExecutionState</c>).</summary>
public sealed record VertexTasks(
    [property: JsonPropertyName("CREATED")] int Created,
    [property: JsonPropertyName("SCHEDULED")] int Scheduled,
    [property: JsonPropertyName("DEPLOYING")] int Deploying,
    [property: JsonPropertyName("INITIALIZING")] int Initializing,
    [property: JsonPropertyName("RUNNING")] int Running,
    [property: JsonPropertyName("FINISHED")] int Finished,
    [property: JsonPropertyName("CANCELING")] int Canceling,
    [property: JsonPropertyName("CANCELED")] int Canceled,
    [property: JsonPropertyName("FAILED")] int Failed,
    [property: JsonPropertyName("RECONCILING")] int Reconciling);

/// <summary>The one metric of a vertex that a rule reads; milliseconds summed over its subtasks, null where Flink says "NaN".</summary>
public sealed record VertexMetrics(
    [property: JsonPropertyName("accumulated-backpressured-time")]
    [property: JsonConverter(typeof(LenientNumberConverter))] double? AccumulatedBackPressuredMs);

/// <summary>The plan (Flink: <c>JsonPlanGenerator</c>; typed as <c>JobPlanInfo.Plan</c> from 2.1 on, the same fields).</summary>
public sealed record JobPlan(
    [property: JsonPropertyName("type"), JsonConverter(typeof(SharedTextConverter))] string? Type,
    [property: JsonPropertyName("nodes")] IReadOnlyList<PlanNode>? Nodes);

/// <summary>A vertex as it was planned. <see cref="Description"/> is HTML-escaped, lines joined by <c>&lt;br/&gt;</c>.</summary>
public sealed record PlanNode(
    [property: JsonRequired, JsonPropertyName("id"), JsonConverter(typeof(SharedTextConverter))] string Id,
    [property: JsonPropertyName("description")] string? Description,
    [property: JsonPropertyName("inputs")] IReadOnlyList<PlanInput>? Inputs);

/// <summary>An edge of the plan. Sorted by the producing vertex, not by the order of the operator's in-edges.</summary>
public sealed record PlanInput(
    [property: JsonRequired, JsonPropertyName("id"), JsonConverter(typeof(SharedTextConverter))] string Id,
    [property: JsonPropertyName("ship_strategy"), JsonConverter(typeof(SharedTextConverter))] string? ShipStrategy,
    [property: JsonPropertyName("exchange"), JsonConverter(typeof(SharedTextConverter))] string? Exchange);

/// <summary><c>GET /jobs/:jobid/config</c> (Flink: <c>JobConfigInfo</c>).</summary>
public sealed record JobConfig(
    [property: JsonPropertyName("execution-config")] ExecutionConfig? ExecutionConfig)
{
    /// <summary>The source that reads it.</summary>
    public static SourceKey<JobConfig> Key { get; } = new("config", "/jobs/:jobid/config");
}

/// <summary>The part of the execution configuration that rules read.</summary>
public sealed record ExecutionConfig(
    [property: JsonPropertyName("restart-strategy"), JsonConverter(typeof(SharedTextConverter))] string? RestartStrategy,
    [property: JsonPropertyName("job-parallelism"), JsonConverter(typeof(ParallelismConverter))] int? JobParallelism);

/// <summary><c>GET /jobs/:jobid/exceptions</c> (Flink: <c>JobExceptionsInfoWithHistory</c>).</summary>
public sealed record JobExceptions(
    [property: JsonPropertyName("exceptionHistory")] ExceptionHistory? History)
{
    /// <summary>The source that reads it.</summary>
    public static SourceKey<JobExceptions> Key { get; } = new("exceptions", "/jobs/:jobid/exceptions");
}

/// <summary>Newest first; at most <c>web.exception-history-size</c> (16) entries.</summary>
public sealed record ExceptionHistory(
    [property: JsonPropertyName("entries")] IReadOnlyList<ExceptionEntry>? Entries,
    [property: JsonPropertyName("truncated")] bool? Truncated);

/// <summary>One failure. Of the stack trace nothing is read but the class that a future's wrapper carries: it may hold anything.</summary>
public sealed record ExceptionEntry(
    [property: JsonPropertyName("exceptionName"), JsonConverter(typeof(SharedTextConverter))] string? ExceptionName,
    [property: JsonPropertyName("timestamp"), JsonConverter(typeof(MomentConverter))] long? TimestampMs,
    [property: JsonPropertyName("stacktrace"), JsonConverter(typeof(WrappedNameConverter))] string? WrappedName = null);

/// <summary>One vertex of <c>GET /jobs/:jobid/resource-requirements</c> (1.18 and later, adaptive scheduler only).</summary>
public sealed record VertexResourceRequirements(
    [property: JsonPropertyName("parallelism")] ParallelismBounds? Parallelism);

/// <summary><c>GET /jobs/:jobid/resource-requirements</c>: a bare map, so that it has no record of its own.</summary>
public static class ResourceRequirements
{
    /// <summary>The source that reads it.</summary>
    public static SourceKey<IReadOnlyDictionary<string, VertexResourceRequirements>> Key { get; } = new("resourceRequirements", "/jobs/:jobid/resource-requirements");
}

/// <summary>The parallelism that was asked for: inclusive bounds.</summary>
public sealed record ParallelismBounds(
    [property: JsonPropertyName("lowerBound"), JsonConverter(typeof(ParallelismConverter))] int? LowerBound,
    [property: JsonPropertyName("upperBound"), JsonConverter(typeof(ParallelismConverter))] int? UpperBound);
