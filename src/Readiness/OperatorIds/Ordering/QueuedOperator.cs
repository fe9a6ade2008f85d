using FlinkReady.Readiness.OperatorIds.Graphs;

namespace FlinkReady.Readiness.OperatorIds.Ordering;

/// <summary>An operator as the walk queued it.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="QueuedBy">The operator that it follows; null for sources.</param>
/// <param name="Floats">Whether its place was loose at that time: nothing was proven of it, nor of what it is chained to.</param>
internal readonly record struct QueuedOperator(Operator Operator, Operator? QueuedBy, bool Floats);
