using System.Text.RegularExpressions;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Tests.OperatorIds.Corpus;

namespace FlinkReady.Readiness.Tests.OperatorIds.Joining;

/// <summary>What witnesses would show of a job of the corpus.</summary>
internal static partial class CorpusWitness
{
    /// <summary>The metadata that Flink 1.x writes: ids, and neither names nor uids.</summary>
    public static CheckpointMetadata OldFile(CorpusRecord record) => File(record, 4, one => new WitnessedOperator(one.Id));

    /// <summary>The metadata that Flink 2.x writes. Chained sources are there by their coordinator's state alone.</summary>
    public static CheckpointMetadata NewFile(CorpusRecord record) =>
        File(record, 6, one => one.IsChainedSource ? new WitnessedOperator(one.Id) : new WitnessedOperator(one.Id) { Name = one.Name, Uid = one.Uid ?? string.Empty });

    /// <summary>What Prometheus shows.</summary>
    public static OperatorIdSet Metrics(CorpusRecord record) => new()
    {
        Origin = "https://prometheus:9090/",
        IsWhole = true,
        Operators = [.. record.Operators.Select(one => new WitnessedOperator(one.Id) { VertexId = one.Vertex, Name = Other().Replace(one.Name.Length > 80 ? one.Name[..80] : one.Name, "_") })],
    };

    private static CheckpointMetadata File(CorpusRecord record, int version, Func<TrueOperator, WitnessedOperator> select) => new()
    {
        Path = "file:/checkpoints/chk-7/_metadata",
        Version = version,
        CheckpointId = 7,
        Operators = [.. record.Operators.Select(select).OrderBy(one => one.Id, StringComparer.Ordinal)],
    };

    [GeneratedRegex("[^a-zA-Z0-9:_]")]
    private static partial Regex Other();
}
