using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.Witnessed;

/// <summary>The ids of all operators of a job, with what is known of the operators beside them. Operators go by their place here.</summary>
internal sealed class IdSet
{
    /// <summary>A set of ids, each once.</summary>
    public IdSet(IReadOnlyList<OperatorHash> ids)
    {
        Ids = ids;
        IsHead = new bool[ids.Count];
        IsRoot = new bool[ids.Count];
        IsDoubtful = new bool[ids.Count];
        IsChild = new bool[ids.Count];
        IsSettled = new bool[ids.Count];
    }

    /// <summary>The ids.</summary>
    public IReadOnlyList<OperatorHash> Ids { get; }

    /// <summary>Which of them are heads of chains.</summary>
    public bool[] IsHead { get; }

    /// <summary>Which are heads that are known to have no input, or several, or a uid.</summary>
    public bool[] IsRoot { get; }

    /// <summary>Which are heads of which nobody knows how many inputs they have, or that may read from an operator that is not here.</summary>
    public bool[] IsDoubtful { get; }

    /// <summary>Which are known to have one input and no uid.</summary>
    public bool[] IsChild { get; }

    /// <summary>Which need not be held against each other: no two of them are linked beyond what is known.</summary>
    public bool[] IsSettled { get; }

    /// <summary>Whether the second, with this c, can read from the first; true for all where nothing is known of their vertices.</summary>
    public Func<int, int, int, bool> MayFeed { get; init; } = static (_, _, _) => true;

    /// <summary>The operators among which one can read from another, where their vertices are known: each vertex with the heads that read from it.</summary>
    public IReadOnlyList<int[]>? Groups { get; init; }
}
