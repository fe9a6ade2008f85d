using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Readiness.Comparing;

/// <summary>The operators of a program or of what it has stored: one side of a comparison.</summary>
/// <param name="Operators">The operators, each after those that it reads from where the edges are known.</param>
public sealed record OperatorSet(IReadOnlyList<ComparedOperator> Operators)
{
    /// <summary>The job's name; null where it is not known.</summary>
    public string? JobName { get; init; }

    /// <summary>The version of Flink; null where it is not known.</summary>
    public string? FlinkVersion { get; init; }

    /// <summary>Why an operator may be missing, or its id: a whole sentence; null where every operator is there with its id.</summary>
    public string? WhyIncomplete { get; init; }

    /// <summary>Whether an unchained plan was given with it.</summary>
    public bool HasUnchained { get; init; }

    /// <summary>Whether every operator is there with its id: only then is an id that is not in it gone.</summary>
    public bool IsComplete => WhyIncomplete is null;
}

/// <summary>An operator of one side.</summary>
/// <param name="Id">Its id, 32 hex digits in lower case; null where it is not known.</param>
/// <param name="Name">What to call it.</param>
public sealed record ComparedOperator(string? Id, string Name)
{
    /// <summary>Its description, where the name is not that already.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it has a uid.</summary>
    public UidVerdict Uid { get; init; }

    /// <summary>The uid's text; null where it is not known.</summary>
    public string? UidText { get; init; }

    /// <summary>Whether each plan of the program gives it another id.</summary>
    public bool IsMadeUp { get; init; }

    /// <summary>Whether it keeps state; null where neither a witness nor its kind tells.</summary>
    public bool? HasState { get; init; }

    /// <summary>Whether a checkpoint or savepoint says so, not only its kind.</summary>
    public bool IsStateWitnessed { get; init; }

    /// <summary>The size of its state, bytes; null where it is not known of this operator alone.</summary>
    public long? Bytes { get; init; }

    /// <summary>Its parallelism; null where it is not known.</summary>
    public int? Parallelism { get; init; }

    /// <summary>The max parallelism that its state is stored with, or would be; null where it is not known.</summary>
    public int? MaxParallelism { get; init; }

    /// <summary>The operators that it reads from, as places in the set; empty where the edges are not known.</summary>
    public IReadOnlyList<int> Inputs { get; init; } = [];

    /// <summary>Whether the Table planner made it.</summary>
    public bool IsPlanned { get; init; }
}
