using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Texts;

namespace FlinkReady.Readiness.Comparing;

/// <summary>What the texts of a vertex tell of its chain.</summary>
internal static class VertexTexts
{
    /// <summary>The descriptions of the chain's operators, the head first; empty where the vertex has none.</summary>
    public static IReadOnlyList<string> Descriptions(GraphVertex vertex) => vertex.Description is null ? [] : VertexReading.Of(vertex).Descriptions;

    /// <summary>The name of the chain's head; null where the texts leave a doubt.</summary>
    public static string? NameOfHead(GraphVertex vertex)
    {
        var reading = VertexReading.Of(vertex);
        return reading.Certain ? VertexReading.WithoutChainedSources(reading.Names[0]) : null;
    }

    /// <summary>Whether they leave no doubt about how many operators there are, sources that are chained into the head included.</summary>
    public static bool IsSure(GraphVertex vertex)
    {
        if (vertex.Description is null)
        {
            return false;
        }

        var reading = VertexReading.Of(vertex);
        return reading is { Certain: true, MayHaveChainedSources: false };
    }
}
