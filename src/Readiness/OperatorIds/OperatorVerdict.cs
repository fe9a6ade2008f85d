namespace FlinkReady.Readiness.OperatorIds;

/// <summary>The operators of one vertex, each with its verdict.</summary>
/// <param name="VertexId">The vertex id as given.</param>
/// <param name="VertexName">The vertex name as given.</param>
/// <param name="Operators">In the order of the plan's description tree, the chain's head first, chained sources after their head.</param>
public sealed record VertexOperators(string VertexId, string VertexName, IReadOnlyList<OperatorVerdict> Operators);

/// <summary>What is proven about the uid of one operator.</summary>
/// <param name="Index">Position within the vertex, from 0 (the chain's head).</param>
/// <param name="Name">The operator's name, as far as the vertex name tells.</param>
/// <param name="Uid">The verdict.</param>
/// <param name="OperatorId">The operator's id, 32 hex digits; null where it is not proven.</param>
/// <param name="DeclaredUid">The uid's text; only with <see cref="UidVerdict.Declared"/>.</param>
/// <param name="Source">Where that text came from; only with <see cref="UidVerdict.Declared"/>.</param>
/// <param name="Assignable">False where the operator is recognised as one that its author can't give a uid.</param>
/// <param name="ChainedSource">True for a source that is chained into a multiple-input operator.</param>
/// <param name="Proof">A text from which a reader can check the verdict by hand, or the reason why there is none.</param>
public sealed record OperatorVerdict(
    int Index,
    string Name,
    UidVerdict Uid,
    string? OperatorId,
    string? DeclaredUid,
    UidSource? Source,
    bool Assignable,
    bool ChainedSource,
    string Proof);

/// <summary>The verdicts on an operator's uid.</summary>
public enum UidVerdict
{
    /// <summary>Nothing is proven.</summary>
    Undecided,

    /// <summary>The id was generated from the graph: there is no uid. A uidHash, if any, is invisible.</summary>
    Auto,

    /// <summary>There is a uid and its text is known: its hash is the operator's id.</summary>
    Declared,

    /// <summary>There is a uid; its text is not known.</summary>
    Explicit,
}

/// <summary>Where the text of a declared uid came from.</summary>
public enum UidSource
{
    /// <summary>From the list of declared uids.</summary>
    List,

    /// <summary>Guessed from an operator's name and confirmed by its hash.</summary>
    Guess,
}
