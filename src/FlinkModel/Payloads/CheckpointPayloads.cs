using System.Text.Json.Serialization;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>
/// <c>GET /jobs/:jobid/checkpoints/config</c> (Flink: <c>CheckpointConfigInfo</c>), the same fields from 1.17 to 2.3. Times in
/// milliseconds. Periodic checkpointing off shows as an <see cref="IntervalMs"/> of <see cref="long.MaxValue"/>.
/// </summary>
public sealed record CheckpointConfig(
    [property: JsonPropertyName("mode"), JsonConverter(typeof(SharedTextConverter))] string? Mode,
    [property: JsonPropertyName("interval"), JsonConverter(typeof(IntervalConverter))] long? IntervalMs,
    [property: JsonPropertyName("timeout"), JsonConverter(typeof(IntervalConverter))] long? TimeoutMs,
    [property: JsonPropertyName("min_pause"), JsonConverter(typeof(AmountConverter))] long? MinPauseMs,
    [property: JsonPropertyName("max_concurrent")] int? MaxConcurrent,
    [property: JsonPropertyName("externalization")] CheckpointExternalization? Externalization,
    [property: JsonPropertyName("state_backend"), JsonConverter(typeof(SharedTextConverter))] string? StateBackend,
    [property: JsonPropertyName("checkpoint_storage"), JsonConverter(typeof(SharedTextConverter))] string? CheckpointStorage,
    [property: JsonPropertyName("unaligned_checkpoints")] bool? Unaligned,
    [property: JsonPropertyName("tolerable_failed_checkpoints")] int? TolerableFailed,
    [property: JsonPropertyName("aligned_checkpoint_timeout"), JsonConverter(typeof(AmountConverter))] long? AlignedTimeoutMs,
    [property: JsonPropertyName("checkpoints_after_tasks_finish")] bool? AfterTasksFinish,
    [property: JsonPropertyName("state_changelog_enabled")] bool? ChangelogEnabled,
    [property: JsonPropertyName("changelog_storage"), JsonConverter(typeof(SharedTextConverter))] string? ChangelogStorage)
{
    /// <summary>The source that reads it.</summary>
    public static SourceKey<CheckpointConfig> Key { get; } = new("checkpointConfig", "/jobs/:jobid/checkpoints/config");
}

/// <summary>Whether checkpoints outlive their job. <see cref="DeleteOnCancellation"/> is true also where not enabled.</summary>
public sealed record CheckpointExternalization(
    [property: JsonPropertyName("enabled")] bool? Enabled,
    [property: JsonPropertyName("delete_on_cancellation")] bool? DeleteOnCancellation);

/// <summary>
/// <c>GET /jobs/:jobid/checkpoints</c> (Flink: <c>CheckpointingStatistics</c>). The summary's percentiles are left out on
/// purpose: they span up to 10,000 checkpoints, start-up included, and may be the text "NaN".
/// </summary>
public sealed record CheckpointStatistics(
    [property: JsonPropertyName("counts")] CheckpointCounts? Counts,
    [property: JsonPropertyName("latest")] LatestCheckpoints? Latest,
    [property: JsonPropertyName("history")] IReadOnlyList<CheckpointEntry>? History)
{
    /// <summary>The source that reads it.</summary>
    public static SourceKey<CheckpointStatistics> Key { get; } = new("checkpoints", "/jobs/:jobid/checkpoints");
}

/// <summary>Since the JobMaster started. <see cref="Failed"/> includes attempts given up before they began.</summary>
public sealed record CheckpointCounts(
    [property: JsonPropertyName("restored"), JsonConverter(typeof(AmountConverter))] long? Restored,
    [property: JsonPropertyName("completed"), JsonConverter(typeof(AmountConverter))] long? Completed,
    [property: JsonPropertyName("failed"), JsonConverter(typeof(AmountConverter))] long? Failed,
    [property: JsonPropertyName("in_progress"), JsonConverter(typeof(AmountConverter))] long? InProgress);

/// <summary>The latest checkpoint of each kind; null where there is none.</summary>
public sealed record LatestCheckpoints(
    [property: JsonPropertyName("completed")] CheckpointEntry? Completed,
    [property: JsonPropertyName("savepoint")] CheckpointEntry? Savepoint,
    [property: JsonPropertyName("failed")] CheckpointEntry? Failed,
    [property: JsonPropertyName("restored")] RestoredCheckpoint? Restored);

/// <summary>One checkpoint (Flink: <c>CheckpointStatistics</c>). Sizes in bytes, times in milliseconds, <c>state_size</c> includes in-flight data.</summary>
public sealed record CheckpointEntry(
    [property: JsonPropertyName("id")] long? Id,
    [property: JsonPropertyName("status"), JsonConverter(typeof(SharedTextConverter))] string? Status,
    [property: JsonPropertyName("is_savepoint")] bool? IsSavepoint,
    [property: JsonPropertyName("trigger_timestamp"), JsonConverter(typeof(MomentConverter))] long? TriggerMs,
    [property: JsonPropertyName("latest_ack_timestamp"), JsonConverter(typeof(MomentConverter))] long? LatestAckMs,
    [property: JsonPropertyName("checkpointed_size"), JsonConverter(typeof(AmountConverter))] long? CheckpointedSize,
    [property: JsonPropertyName("state_size"), JsonConverter(typeof(AmountConverter))] long? StateSize,
    [property: JsonPropertyName("end_to_end_duration"), JsonConverter(typeof(AmountConverter))] long? DurationMs,
    [property: JsonPropertyName("persisted_data"), JsonConverter(typeof(AmountConverter))] long? PersistedData,
    [property: JsonPropertyName("checkpoint_type"), JsonConverter(typeof(SharedTextConverter))] string? CheckpointType,
    [property: JsonPropertyName("external_path")] string? ExternalPath);

/// <summary>What the job was restored from. Also set after a mere fail-over, with <see cref="IsSavepoint"/> false.</summary>
public sealed record RestoredCheckpoint(
    [property: JsonPropertyName("id")] long? Id,
    [property: JsonPropertyName("restore_timestamp"), JsonConverter(typeof(MomentConverter))] long? RestoreMs,
    [property: JsonPropertyName("is_savepoint")] bool? IsSavepoint);

/// <summary><c>GET /jobs/:jobid/checkpoints/details/:id</c>, of which only the size per vertex is read.</summary>
public sealed record CheckpointDetails(
    [property: JsonPropertyName("id")] long? Id,
    [property: JsonPropertyName("tasks")] IReadOnlyDictionary<string, VertexCheckpoint>? Vertices)
{
    /// <summary>The source that reads it.</summary>
    public static SourceKey<CheckpointDetails> Key { get; } = new("checkpointDetails", "/jobs/:jobid/checkpoints/details/:checkpointid");
}

/// <summary>The state of one vertex in a checkpoint, in bytes; its own state is <c>StateSize − PersistedData</c>.</summary>
public sealed record VertexCheckpoint(
    [property: JsonPropertyName("state_size"), JsonConverter(typeof(AmountConverter))] long? StateSize,
    [property: JsonPropertyName("persisted_data"), JsonConverter(typeof(AmountConverter))] long? PersistedData);
