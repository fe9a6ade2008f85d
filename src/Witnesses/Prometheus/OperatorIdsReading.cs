using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.Witnesses.Prometheus;

/// <summary>The operators of a run as Prometheus shows them.</summary>
/// <param name="Result">What came of it.</param>
/// <param name="Set">What is kept; null where nothing is.</param>
/// <param name="Message">One line for people.</param>
public sealed record OperatorIdsReading(OperatorIdsResult Result, OperatorIdSet? Set, string Message);
