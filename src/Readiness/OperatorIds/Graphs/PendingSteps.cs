namespace FlinkReady.Readiness.OperatorIds.Graphs;

/// <summary>Confirmed steps below an operator that more than one of its children may have taken.</summary>
/// <param name="Term">The term that they are a part of.</param>
/// <param name="Parent">The operator above the first of them.</param>
/// <param name="Next">The first of them that no operator was found for.</param>
internal sealed record PendingSteps(InEdgeTerm Term, Operator Parent, int Next);
