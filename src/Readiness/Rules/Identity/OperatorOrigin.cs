namespace FlinkReady.Readiness.Rules.Identity;

/// <summary>Where an operator comes from, as far as the way to a uid depends on it. Kept with each finding, so it is little.</summary>
/// <param name="Maker">Who made it.</param>
/// <param name="IsOfSql">True where the Table planner made an operator of its job.</param>
/// <param name="HasUidOfPipeline">True where its job has a uid on an operator other than the schema operator of Flink CDC, which has one in any case.</param>
/// <param name="PaimonTable">The table that an operator of Paimon's writes; null where it is not known.</param>
internal readonly record struct OperatorOrigin(OperatorMaker Maker, bool IsOfSql, bool HasUidOfPipeline, string? PaimonTable);
