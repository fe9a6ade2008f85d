using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Proofs;

namespace FlinkReady.Readiness.OperatorIds.Joining;

/// <summary>Which heads can be decided once the ids of what feeds them are known.</summary>
internal static class HeadShape
{
    /// <summary>In-edges whose order is tried, at most.</summary>
    public const int MostInEdges = ExplicitProof.MostInEdges;

    /// <summary>Whether the head of a vertex is one of these, and the plan leaves no doubt about its chain.</summary>
    public static bool CanBeDecided(Vertex vertex) =>
        vertex is { Reading: { IsSureOfFanOut: true, MayHaveChainedSources: false }, Inputs.Length: <= MostInEdges };
}
