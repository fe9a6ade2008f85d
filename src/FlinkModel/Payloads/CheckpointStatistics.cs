using System.Text.Json.Serialization;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>
/// <c>GET /jobs/:jobid/checkpoints</c> (Flink: <c>CheckpointingStatistics</c>). The summary's percentiles are left out on
/// purpose: they span up to 10,000 checkpoints, start-up included, and may be the text "NaN".
/// </summary>
public sealed record CheckpointStatistics(
    [property: JsonPropertyName(CheckpointStatistics.Field.Counts)] CheckpointCounts? Counts,
    [property: JsonPropertyName(CheckpointStatistics.Field.Latest)] LatestCheckpoints? Latest,
    [property: JsonPropertyName(CheckpointStatistics.Field.History)] IReadOnlyList<CheckpointEntry>? History)
{
    /// <summary>The source that reads it.</summary>
    public static SourceKey<CheckpointStatistics> Key { get; } = new("checkpoints", "/jobs/:jobid/checkpoints");

    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            Counts = "counts",
            Latest = "latest",
            History = "history";
    }
}

/// <summary>Since the JobMaster started. <see cref="Failed"/> includes attempts given up before they began.</summary>
public sealed record CheckpointCounts(
    [property: JsonPropertyName(CheckpointCounts.Field.Restored), JsonConverter(typeof(AmountConverter))] long? Restored,
    [property: JsonPropertyName(CheckpointCounts.Field.Completed), JsonConverter(typeof(AmountConverter))] long? Completed,
    [property: JsonPropertyName(CheckpointCounts.Field.Failed), JsonConverter(typeof(AmountConverter))] long? Failed,
    [property: JsonPropertyName(CheckpointCounts.Field.InProgress), JsonConverter(typeof(AmountConverter))] long? InProgress)
{
    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            Restored = "restored",
            Completed = "completed",
            Failed = "failed",
            InProgress = "in_progress";
    }
}

/// <summary>The latest checkpoint of each kind; null where there is none.</summary>
public sealed record LatestCheckpoints(
    [property: JsonPropertyName(LatestCheckpoints.Field.Completed)] CheckpointEntry? Completed,
    [property: JsonPropertyName(LatestCheckpoints.Field.Savepoint)] CheckpointEntry? Savepoint,
    [property: JsonPropertyName(LatestCheckpoints.Field.Failed)] CheckpointEntry? Failed,
    [property: JsonPropertyName(LatestCheckpoints.Field.Restored)] RestoredCheckpoint? Restored)
{
    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            Completed = "completed",
            Savepoint = "savepoint",
            Failed = "failed",
            Restored = "restored";
    }
}

/// <summary>One checkpoint (Flink: <c>CheckpointStatistics</c>). Sizes in bytes, times in milliseconds, <c>state_size</c> includes in-flight data.</summary>
public sealed record CheckpointEntry(
    [property: JsonPropertyName(CheckpointEntry.Field.Id)] long? Id,
    [property: JsonPropertyName(CheckpointEntry.Field.Status), JsonConverter(typeof(SharedTextConverter))] string? Status,
    [property: JsonPropertyName(CheckpointEntry.Field.IsSavepoint)] bool? IsSavepoint,
    [property: JsonPropertyName(CheckpointEntry.Field.TriggerMs), JsonConverter(typeof(MomentConverter))] long? TriggerMs,
    [property: JsonPropertyName(CheckpointEntry.Field.LatestAckMs), JsonConverter(typeof(MomentConverter))] long? LatestAckMs,
    [property: JsonPropertyName(CheckpointEntry.Field.CheckpointedSize), JsonConverter(typeof(AmountConverter))] long? CheckpointedSize,
    [property: JsonPropertyName(CheckpointEntry.Field.StateSize), JsonConverter(typeof(AmountConverter))] long? StateSize,
    [property: JsonPropertyName(CheckpointEntry.Field.DurationMs), JsonConverter(typeof(AmountConverter))] long? DurationMs,
    [property: JsonPropertyName(CheckpointEntry.Field.PersistedData), JsonConverter(typeof(AmountConverter))] long? PersistedData,
    [property: JsonPropertyName(CheckpointEntry.Field.CheckpointType), JsonConverter(typeof(SharedTextConverter))] string? CheckpointType,
    [property: JsonPropertyName(CheckpointEntry.Field.ExternalPath)] string? ExternalPath)
{
    /// <summary>Why it failed: one line, secrets masked; null where it did not.</summary>
    [JsonPropertyName(Field.FailureMessage), JsonConverter(typeof(OneLineConverter))]
    public string? FailureMessage { get; init; }

    /// <summary>When it failed; null where it did not.</summary>
    [JsonPropertyName(Field.FailureMs), JsonConverter(typeof(MomentConverter))]
    public long? FailureMs { get; init; }

    /// <summary>Of a savepoint <c>CANONICAL</c> or <c>NATIVE</c>; null for checkpoints, and before 1.15.</summary>
    [JsonPropertyName(Field.SavepointFormat), JsonConverter(typeof(OneLineConverter))]
    public string? SavepointFormat { get; init; }

    /// <summary>True where its files were deleted; null where Flink doesn't tell.</summary>
    [JsonPropertyName(Field.IsDiscarded)]
    public bool? IsDiscarded { get; init; }

    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            Id = "id",
            Status = "status",
            IsSavepoint = "is_savepoint",
            TriggerMs = "trigger_timestamp",
            LatestAckMs = "latest_ack_timestamp",
            CheckpointedSize = "checkpointed_size",
            StateSize = "state_size",
            DurationMs = "end_to_end_duration",
            PersistedData = "persisted_data",
            CheckpointType = "checkpoint_type",
            ExternalPath = "external_path",
            FailureMessage = "failure_message",
            FailureMs = "failure_timestamp",
            SavepointFormat = "savepointFormat",
            IsDiscarded = "discarded";
    }
}

/// <summary>
/// What the job was restored from. Also set after a mere fail-over, with <see cref="IsSavepoint"/> false; true for whatever a user named at the start,
/// a retained checkpoint too, but for what is restored in claim mode (Flink: <c>CheckpointCoordinator.restoreSavepoint</c>).
/// </summary>
public sealed record RestoredCheckpoint(
    [property: JsonPropertyName(RestoredCheckpoint.Field.Id)] long? Id,
    [property: JsonPropertyName(RestoredCheckpoint.Field.RestoreMs), JsonConverter(typeof(MomentConverter))] long? RestoreMs,
    [property: JsonPropertyName(RestoredCheckpoint.Field.IsSavepoint)] bool? IsSavepoint,
    [property: JsonPropertyName(RestoredCheckpoint.Field.ExternalPath)] string? ExternalPath = null)
{
    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            Id = "id",
            RestoreMs = "restore_timestamp",
            IsSavepoint = "is_savepoint",
            ExternalPath = "external_path";
    }
}
