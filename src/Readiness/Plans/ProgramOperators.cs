using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Readiness.Plans;

/// <summary>The operators of a program as two plans of it show them.</summary>
/// <param name="Operators">Every operator, each after those that it reads from; empty where nothing is decided.</param>
/// <param name="WhyUndecided">The reason why the two plans decide nothing, the end of a sentence; null where they do.</param>
internal sealed record ProgramOperators(IReadOnlyList<ProgramOperator> Operators, string? WhyUndecided);

/// <summary>An operator of a program.</summary>
/// <param name="Id">The id that it has when the program runs with chaining, 32 hex digits.</param>
/// <param name="Name">Its description: the name, unless the program gives another one.</param>
/// <param name="VertexId">The id of the vertex that runs it.</param>
internal sealed record ProgramOperator(string Id, string Name, string VertexId)
{
    /// <summary>Whether it has a uid: auto, explicit, or undecided where it has more inputs than can be tried in all orders. A uidHash can't be seen.</summary>
    public required UidVerdict Uid { get; init; }

    /// <summary>Its parallelism; null where the plan has none.</summary>
    public required int? Parallelism { get; init; }

    /// <summary>Whether it reads a keyed stream.</summary>
    public required bool IsKeyed { get; init; }

    /// <summary>Whether its id is another one in each plan of the same program: a uid that is made up at each start, or one that follows from such a one.</summary>
    public bool IsMadeUp { get; init; }

    /// <summary>The operators that it reads from, as places in the list.</summary>
    public required IReadOnlyList<int> Inputs { get; init; }
}
