using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.Witnesses.Metadata;

/// <summary>What a <c>_metadata</c> holds, and what reading it took.</summary>
internal sealed record MetadataContent
{
    /// <inheritdoc cref="CheckpointMetadata.Version"/>
    public required int Version { get; init; }

    /// <inheritdoc cref="CheckpointMetadata.CheckpointId"/>
    public required long CheckpointId { get; init; }

    /// <inheritdoc cref="CheckpointMetadata.FileBytes"/>
    public required long? FileBytes { get; init; }

    /// <summary>Bytes that were read of the file; what was jumped over is not among them.</summary>
    public required long BytesRead { get; init; }

    /// <summary>Bytes from the file's beginning to the end of its last operator.</summary>
    public required long End { get; init; }

    /// <inheritdoc cref="CheckpointMetadata.HasChangelogInMemory"/>
    public required bool HasChangelogInMemory { get; init; }

    /// <inheritdoc cref="CheckpointMetadata.Operators"/>
    public required IReadOnlyList<WitnessedOperator> Operators { get; init; }

    /// <summary>What is kept of it.</summary>
    /// <param name="path">The file's address, without a query.</param>
    public CheckpointMetadata ToMetadata(string path) => new()
    {
        Path = path,
        Version = Version,
        CheckpointId = CheckpointId,
        FileBytes = FileBytes,
        HasChangelogInMemory = HasChangelogInMemory,
        Operators = Operators,
    };
}
