using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Readiness.Tests.OperatorIds.Generated;

/// <summary>What witnesses would show of a generated job.</summary>
internal static class GeneratedWitness
{
    /// <summary>The evidence of one: metadata of Flink 1.x (<c>ids</c>), of 2.x (<c>names</c>), Prometheus (<c>metrics</c>); none for any other.</summary>
    public static OperatorEvidence Of(string witness, IEnumerable<Node> nodes) => new()
    {
        Checkpoint = witness switch
        {
            "ids" => File(4, nodes.Select(node => new WitnessedOperator(node.Id))),
            "names" => File(6, nodes.Select(Named)),
            _ => null,
        },
        Prometheus = witness == "metrics" ? Metrics(nodes, isWhole: true) : null,
    };

    /// <summary>An entry of metadata of Flink 2.x.</summary>
    public static WitnessedOperator Named(Node node) => new(node.Id) { Name = node.Name, Uid = node.Uid ?? string.Empty };

    /// <summary>What Prometheus shows of some operators.</summary>
    public static OperatorIdSet Metrics(IEnumerable<Node> nodes, bool isWhole) => new()
    {
        Origin = "https://prometheus:9090/",
        IsWhole = isWhole,
        Operators = [.. nodes.Select(node => new WitnessedOperator(node.Id) { VertexId = node.Head.Id, Name = node.Name.Replace(' ', '_') })],
    };

    /// <summary>A checkpoint's metadata.</summary>
    public static CheckpointMetadata File(int version, IEnumerable<WitnessedOperator> operators) =>
        new() { Path = "file:/chk-7/_metadata", Version = version, CheckpointId = 7, Operators = [.. operators] };
}
