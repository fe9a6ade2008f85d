using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.Witnesses.Metadata;

/// <summary>What is kept of a <c>_metadata</c>.</summary>
internal sealed record CheckpointMetadata
{
    /// <summary>The version of the format, 2 to 6: it tells the writing Flink's, not that of the job's origin.</summary>
    public required int Version { get; init; }

    /// <summary>The number of the checkpoint.</summary>
    public required long CheckpointId { get; init; }

    /// <summary>Bytes that were read of the file; what was jumped over is not among them.</summary>
    public required long BytesRead { get; init; }

    /// <summary>Bytes from the file's beginning to the end of its last operator.</summary>
    public required long End { get; init; }

    /// <summary>True where changes since the last materialisation lie inside: the changelog's storage is the memory.</summary>
    public required bool HasChangelogInMemory { get; init; }

    /// <summary>
    /// All operators of all tasks that acknowledged, in no order to rely on. Sources that are chained into a multiple-input operator are not among
    /// Flink's list; the entry that such a source's coordinator makes has neither name nor uid.
    /// </summary>
    public required IReadOnlyList<WitnessedOperator> Operators { get; init; }

    /// <summary>
    /// The operators as a witness' set. It is whole where every vertex' head is listed and as many operators as the vertices have: sources that are
    /// chained into a multiple-input operator are missing where they have no coordinator.
    /// </summary>
    /// <param name="origin">The file's address, without a query.</param>
    /// <param name="vertices">The vertices of the run that wrote it.</param>
    public OperatorIdSet ToSet(string origin, IReadOnlyList<VertexOperatorCount> vertices)
    {
        var ids = Operators.Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
        return new OperatorIdSet
        {
            Witness = OperatorWitness.CheckpointMetadata,
            Origin = $"{origin}, version {Version}",
            IsWhole = vertices.Count > 0 && vertices.All(vertex => ids.Contains(vertex.VertexId)) && ids.Count >= vertices.Sum(vertex => vertex.Operators),
            Operators = Operators,
        };
    }
}
