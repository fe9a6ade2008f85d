namespace FlinkReady.Readiness.OperatorIds.Joining;

/// <summary>What may come in through one in-edge of a head.</summary>
/// <param name="Vertex">The vertex that it leaves from; for a chained source the one that it is chained into.</param>
/// <param name="Own">The ids that are known to be there.</param>
/// <param name="Others">Others that may be; null where there are none.</param>
internal sealed record InputEdge(int Vertex, IdChoices Own, IdChoices? Others)
{
    /// <summary>Number of choices.</summary>
    public int Count => Own.Ids.Length + (Others?.Ids.Length ?? 0);

    /// <summary>Whether the same may come in through another one.</summary>
    public bool HasChoicesOf(InputEdge other) => Own == other.Own && Others == other.Others;
}
