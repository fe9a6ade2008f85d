using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>What is kept of the <c>_metadata</c> of a checkpoint or savepoint. Whether it is that of the job's graph, and whole, is for its reader to decide.</summary>
public sealed record CheckpointMetadata
{
    /// <summary>What was read stands under it; the reading's path is <see cref="Path"/>.</summary>
    public static SourceKey<CheckpointMetadata> Key { get; } = new("metadata", "checkpoint metadata of :jobid");

    /// <summary>What the run was restored from stands under this one: the state that a restore had to find operators for.</summary>
    public static SourceKey<CheckpointMetadata> RestoredKey { get; } = new("restored-metadata", "metadata of what :jobid was restored from");

    /// <summary>The file's address, without a query: <c>s3://bucket/checkpoints/chk-7/_metadata</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The version of the format, 2 (Flink 1.3) to 6 (2.1 on): it tells the writing Flink's, not that of the job's origin.</summary>
    public required int Version { get; init; }

    /// <summary>The number of the checkpoint.</summary>
    public required long CheckpointId { get; init; }

    /// <summary>Bytes of the whole file; null where the store doesn't tell.</summary>
    public long? FileBytes { get; init; }

    /// <summary>True where changes since the last materialisation lie inside: the changelog's storage is the memory.</summary>
    public bool HasChangelogInMemory { get; init; }

    /// <summary>
    /// All operators of all tasks that acknowledged, each id once, in no order to rely on. Sources that are chained into a multiple-input operator are not
    /// among Flink's list; the entry that such a source's coordinator makes has neither name nor uid.
    /// </summary>
    public required IReadOnlyList<WitnessedOperator> Operators { get; init; }

    /// <summary>Its fields as recordings and evidence name them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            Path = "path",
            Version = "version",
            CheckpointId = "checkpointId",
            FileBytes = "fileBytes",
            HasChangelogInMemory = "changelogInMemory",
            Operators = "operators";
    }
}
