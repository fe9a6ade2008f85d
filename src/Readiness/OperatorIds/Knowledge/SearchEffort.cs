namespace FlinkReady.Readiness.OperatorIds.Knowledge;

/// <summary>How far one stage of the search goes.</summary>
/// <param name="Choices">Choices of operators for a head with several in-edges; with more of them it is left for later.</param>
/// <param name="ChoicesBelowUnknown">The same where a producer's head is not explained: then any k is possible below it, and a find is rare.</param>
internal sealed record SearchEffort(int Choices, int ChoicesBelowUnknown)
{
    /// <summary>Unknown operators in a row.</summary>
    public int Depth { get; init; }

    /// <summary>Lookups for one consumer of a chain at each depth.</summary>
    public int Lookups { get; init; }

    /// <summary>Whether heads with several in-edges are searched from both halves of these.</summary>
    public bool Meets { get; init; }
}
