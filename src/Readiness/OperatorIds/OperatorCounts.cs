using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Texts;

namespace FlinkReady.Readiness.OperatorIds;

/// <summary>How many operators each vertex has: what a witness of operators' ids is measured by.</summary>
public static class OperatorCounts
{
    /// <summary>One for each vertex of the graph, in its order.</summary>
    public static IReadOnlyList<VertexOperatorCount> Of(JobGraph graph) =>
    [
        .. graph.Vertices.Select(vertex =>
        {
            var reading = VertexReading.Of(vertex);
            return new VertexOperatorCount(vertex.Id, reading.Tree.Count + reading.ChainedSources.Count);
        }),
    ];
}
