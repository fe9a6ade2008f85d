namespace FlinkReady.Readiness.OperatorIds.Contract;

/// <summary>The operators of one vertex, each with its verdict.</summary>
/// <param name="VertexId">The vertex id as given; empty for operators whose vertex is not known.</param>
/// <param name="VertexName">The vertex name as given.</param>
/// <param name="Operators">
/// In the order of the plan's description tree, the chain's head first, chained sources after their head; last those of which a witness shows that the vertex
/// has them, and nobody can tell where.
/// </param>
public sealed record VertexOperators(string VertexId, string VertexName, IReadOnlyList<OperatorVerdict> Operators)
{
    /// <summary>True for the operators that a witness lists and of which nobody can tell which operator of the plan they are: they stand behind all vertices.</summary>
    public bool IsUnplaced => VertexId.Length == 0;

    /// <summary>The id of one of its operators, null where it is not known: that of the chain's head is the vertex id.</summary>
    internal string? IdOf(OperatorVerdict one) => one is { Index: 0, ChainedSource: false } ? VertexId : one.OperatorId;
}

/// <summary>What is proven about the uid of one operator.</summary>
public sealed record OperatorVerdict
{
    private readonly string? _operatorId;
    private readonly Proof _proof;

    /// <summary>Makes a verdict whose proof is a text.</summary>
    public OperatorVerdict(int index, string name, UidVerdict uid, string? operatorId, string? declaredUid, UidSource? source, bool assignable, bool chainedSource, string proof)
        : this(index, name, uid, operatorId, declaredUid, source, assignable, chainedSource, new FixedProof(proof))
    {
    }

    internal OperatorVerdict(int index, string name, UidVerdict uid, string? operatorId, string? declaredUid, UidSource? source, bool assignable, bool chainedSource, Proof proof)
    {
        Index = index;
        Name = name;
        Uid = uid;
        _operatorId = operatorId;
        DeclaredUid = declaredUid;
        Source = source;
        Assignable = assignable;
        ChainedSource = chainedSource;
        _proof = proof;
    }

    /// <summary>Position within the vertex, from 0 (the chain's head); −1 where its place is not known.</summary>
    public int Index { get; }

    /// <summary>The operator's name, as far as the vertex name tells.</summary>
    public string Name { get; }

    /// <summary>The verdict.</summary>
    public UidVerdict Uid { get; }

    /// <summary>The operator's id, 32 hex digits; null where it is not proven. Made when it is read, but for heads.</summary>
    public string? OperatorId => _operatorId ?? _proof.OperatorId;

    /// <summary>The uid's text; only with <see cref="UidVerdict.Declared"/>.</summary>
    public string? DeclaredUid { get; }

    /// <summary>Where that text came from; for other verdicts the witness without which there would be none. Null where REST alone decides.</summary>
    public UidSource? Source { get; }

    /// <summary>Whether it has any state, as a checkpoint's metadata shows it; null where none was read.</summary>
    public bool? HasState { get; init; }

    /// <summary>The size of that state, bytes.</summary>
    public long? StateBytes { get; init; }

    /// <summary>False where the operator is recognised as one that its author can't give a uid.</summary>
    public bool Assignable { get; }

    /// <summary>True for a source that is chained into a multiple-input operator.</summary>
    public bool ChainedSource { get; }

    /// <summary>A text from which a reader can check the verdict by hand, or the reason why there is none. Made when it is read.</summary>
    public string Proof => _proof.Text;
}

/// <summary>The verdicts on an operator's uid.</summary>
public enum UidVerdict
{
    /// <summary>Nothing is proven.</summary>
    Undecided,

    /// <summary>The id was generated from the graph: there is no uid. A uidHash, if any, is invisible and saves no state.</summary>
    Auto,

    /// <summary>There is a uid and its text is known: its hash is the operator's id.</summary>
    Declared,

    /// <summary>There is a uid; its text is not known.</summary>
    Explicit,
}

/// <summary>Where the text of a declared uid came from, or the id that decides.</summary>
public enum UidSource
{
    /// <summary>From the list of declared uids.</summary>
    List,

    /// <summary>Guessed from an operator's name and confirmed by its hash.</summary>
    Guess,

    /// <summary>From a checkpoint's metadata.</summary>
    Checkpoint,

    /// <summary>From Prometheus.</summary>
    Prometheus,
}
