using System.Text.Json.Serialization;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>
/// <c>GET /jobs/:jobid/checkpoints/config</c> (Flink: <c>CheckpointConfigInfo</c>), the same fields from 1.17 to 2.3. Times in
/// milliseconds. Periodic checkpointing off shows as an <see cref="IntervalMs"/> of <see cref="long.MaxValue"/>.
/// </summary>
public sealed record CheckpointConfig(
    [property: JsonPropertyName(CheckpointConfig.Field.Mode), JsonConverter(typeof(SharedTextConverter))] string? Mode,
    [property: JsonPropertyName(CheckpointConfig.Field.IntervalMs), JsonConverter(typeof(IntervalConverter))] long? IntervalMs,
    [property: JsonPropertyName(CheckpointConfig.Field.TimeoutMs), JsonConverter(typeof(IntervalConverter))] long? TimeoutMs,
    [property: JsonPropertyName(CheckpointConfig.Field.MinPauseMs), JsonConverter(typeof(AmountConverter))] long? MinPauseMs,
    [property: JsonPropertyName(CheckpointConfig.Field.MaxConcurrent)] int? MaxConcurrent,
    [property: JsonPropertyName(CheckpointConfig.Field.Externalization)] CheckpointExternalization? Externalization,
    [property: JsonPropertyName(CheckpointConfig.Field.StateBackend), JsonConverter(typeof(SharedTextConverter))] string? StateBackend,
    [property: JsonPropertyName(CheckpointConfig.Field.CheckpointStorage), JsonConverter(typeof(SharedTextConverter))] string? CheckpointStorage,
    [property: JsonPropertyName(CheckpointConfig.Field.Unaligned)] bool? Unaligned,
    [property: JsonPropertyName(CheckpointConfig.Field.TolerableFailed)] int? TolerableFailed,
    [property: JsonPropertyName(CheckpointConfig.Field.AlignedTimeoutMs), JsonConverter(typeof(AmountConverter))] long? AlignedTimeoutMs,
    [property: JsonPropertyName(CheckpointConfig.Field.AfterTasksFinish)] bool? AfterTasksFinish,
    [property: JsonPropertyName(CheckpointConfig.Field.ChangelogEnabled)] bool? ChangelogEnabled,
    [property: JsonPropertyName(CheckpointConfig.Field.ChangelogStorage), JsonConverter(typeof(SharedTextConverter))] string? ChangelogStorage)
{
    /// <summary>The source that reads it.</summary>
    public static SourceKey<CheckpointConfig> Key { get; } = new("checkpointConfig", "/jobs/:jobid/checkpoints/config");

    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            Mode = "mode",
            IntervalMs = "interval",
            TimeoutMs = "timeout",
            MinPauseMs = "min_pause",
            MaxConcurrent = "max_concurrent",
            Externalization = "externalization",
            StateBackend = "state_backend",
            CheckpointStorage = "checkpoint_storage",
            Unaligned = "unaligned_checkpoints",
            TolerableFailed = "tolerable_failed_checkpoints",
            AlignedTimeoutMs = "aligned_checkpoint_timeout",
            AfterTasksFinish = "checkpoints_after_tasks_finish",
            ChangelogEnabled = "state_changelog_enabled",
            ChangelogStorage = "changelog_storage";
    }
}

/// <summary>Whether checkpoints outlive their job. <see cref="DeleteOnCancellation"/> is true also where not enabled.</summary>
public sealed record CheckpointExternalization(
    [property: JsonPropertyName(CheckpointExternalization.Field.Enabled)] bool? Enabled,
    [property: JsonPropertyName(CheckpointExternalization.Field.DeleteOnCancellation)] bool? DeleteOnCancellation)
{
    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            Enabled = "enabled",
            DeleteOnCancellation = "delete_on_cancellation";
    }
}
