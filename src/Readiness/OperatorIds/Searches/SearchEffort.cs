namespace FlinkReady.Readiness.OperatorIds.Searches;

/// <summary>How far one stage of the search goes.</summary>
/// <param name="Choices">Choices of operators for a head with several in-edges; with more of them it is left for later.</param>
/// <param name="ChoicesBelowUnknown">The same where a producer's head is not explained: then any k is possible below it, and a hit is rare.</param>
/// <param name="ConfirmedOnly">Whether only what is proven, or follows from it, is reckoned with.</param>
internal sealed record SearchEffort(int Choices, int ChoicesBelowUnknown, bool ConfirmedOnly)
{
    /// <summary>By how much k may lie outside of its window.</summary>
    public int Slack { get; init; }

    /// <summary>Unknown operators in a row.</summary>
    public int Depth { get; init; }

    /// <summary>Lookups for one consumer of a chain at each depth.</summary>
    public int Lookups { get; init; }

    /// <summary>Whether heads with several in-edges are searched from both halves of these, and long paths from both ends.</summary>
    public bool Meets { get; init; }
}
