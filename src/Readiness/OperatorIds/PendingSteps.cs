namespace FlinkReady.Readiness.OperatorIds;

/// <summary>Confirmed steps below an operator that more than one of its children may have taken.</summary>
/// <param name="Parent">The operator above the first of them.</param>
/// <param name="Steps">The (k, c) of each step.</param>
/// <param name="Next">The first of them that no operator was found for.</param>
internal sealed record PendingSteps(Operator Parent, IReadOnlyList<(int Ordinal, int FanOut)> Steps, int Next);
