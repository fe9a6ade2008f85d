using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.InEdges;

/// <summary>One hash that an in-edge may have brought.</summary>
/// <param name="Operator">The operator whose hash it is taken to be; null where that is not known.</param>
/// <param name="Value">The hash.</param>
/// <param name="Ordinal">k that is tried for this operator, where that is not the one it has; else −1.</param>
/// <param name="Term">The term that another id has confirmed, where it is one.</param>
internal readonly record struct InEdgeChoice(Operator? Operator, OperatorHash Value, int Ordinal = -1, InEdgeTerm? Term = null)
{
    /// <summary>The operator or the term, if any.</summary>
    public object? Owner => Operator ?? (object?)Term;

    /// <summary>k that is tried for a chained source; −1 for any other operator.</summary>
    public int SourceOrdinal => Operator is { IsChainedSource: true } ? Ordinal : -1;
}
