namespace FlinkReady.Readiness.OperatorIds;

/// <summary>How far one stage of the search goes.</summary>
/// <param name="Attempts">Attempts for each chain.</param>
/// <param name="Width">The widest windows of k that are tried.</param>
/// <param name="Slack">By how much k may lie outside of its window.</param>
/// <param name="Choices">Choices of operators for a head with several in-edges; with more of them it is left for later.</param>
/// <param name="ChoicesBelowUnknown">The same where a producer's head is not explained: then any k is possible below it, and a hit is rare.</param>
/// <param name="ConfirmedOnly">Whether only chains are searched whose head has a proven place.</param>
internal sealed record SearchEffort(int Attempts, int Width, int Slack, int Choices, int ChoicesBelowUnknown, bool ConfirmedOnly)
{
    /// <summary>Whether heads with more than two in-edges are searched from both halves of these.</summary>
    public bool Meets { get; init; }
}
