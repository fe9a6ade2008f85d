namespace FlinkReady.Readiness.OperatorIds;

/// <summary>One hash that an in-edge may have brought.</summary>
/// <param name="Operator">The operator whose hash it is taken to be; null where that is not known.</param>
/// <param name="Value">The hash.</param>
/// <param name="Ordinals">
/// k of each operator from the one that the reckoning starts from down to this one, where they differ from what the last walk had; of a chained source
/// its own.
/// </param>
/// <param name="Term">The term that another id has confirmed, where it is one.</param>
internal readonly record struct InEdgeChoice(Operator? Operator, OperatorHash Value, int[]? Ordinals = null, InEdgeTerm? Term = null)
{
    /// <summary>k that is tried for a chained source; −1 for any other operator.</summary>
    public int SourceOrdinal => Operator is { IsChainedSource: true } && Ordinals is not null ? Ordinals[0] : -1;
}
