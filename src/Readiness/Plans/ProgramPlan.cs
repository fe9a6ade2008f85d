using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Readiness.Plans;

/// <summary>A program as a JobManager plans it, free of any REST type.</summary>
/// <param name="Name">The job's name; null where the body has none.</param>
/// <param name="IsBatch">Whether it is a batch program, whose ids the adaptive scheduler makes in another order.</param>
/// <param name="Nodes">Its nodes, in the order of the body: chains of operators, or single operators where chaining was off.</param>
public sealed record ProgramPlan(string? Name, bool IsBatch, IReadOnlyList<ProgramPlanNode> Nodes);

/// <summary>A node of a plan.</summary>
/// <param name="Id">32 hex digits: the id of the chain's head.</param>
/// <param name="Description">The description, still escaped.</param>
/// <param name="Parallelism">Its parallelism; null where the body has none.</param>
/// <param name="Inputs">Its inputs, in the order of the body.</param>
public sealed record ProgramPlanNode(string Id, string Description, int? Parallelism, IReadOnlyList<GraphInput> Inputs);
