using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.Witnessed;

/// <summary>The ids of all operators of a job, with what is known of the operators beside them. Operators go by their place here.</summary>
internal sealed class IdSet
{
    /// <summary>A set of ids, each once.</summary>
    public IdSet(OperatorHash[] ids)
    {
        Ids = ids;
        Ordinals = ids.Length;
        IsHead = new bool[ids.Length];
        IsRoot = new bool[ids.Length];
        IsDoubtful = new bool[ids.Length];
        IsChild = new bool[ids.Length];
        Roles = new PairRole[ids.Length];
    }

    /// <summary>The ids.</summary>
    public OperatorHash[] Ids { get; }

    /// <summary>No k of the job is as large as this, whatever is missing from the set.</summary>
    public int Ordinals { get; init; }

    /// <summary>No c of the job is as large as this.</summary>
    public int FanOuts { get; init; } = LocalHashTable.FanOuts;

    /// <summary>Which of them are heads of chains.</summary>
    public bool[] IsHead { get; }

    /// <summary>Which are heads that are known to have no input, or several, or a uid.</summary>
    public bool[] IsRoot { get; }

    /// <summary>Which are heads of which nobody knows how many inputs they have, or that may read from an operator that is not here.</summary>
    public bool[] IsDoubtful { get; }

    /// <summary>Which are known to have one input and no uid.</summary>
    public bool[] IsChild { get; }

    /// <summary>With which others each need be held, beyond the <see cref="PlannedPairs"/>, where no groups are known.</summary>
    public PairRole[] Roles { get; }

    /// <summary>The pairs of which the plan shows that one reads from the other: they are looked at whatever their roles.</summary>
    public List<(int One, int Other)> PlannedPairs { get; } = [];

    /// <summary>Whether the second, with this c, can read from the first; true for all where nothing is known of their vertices.</summary>
    public Func<int, int, int, bool> MayFeed { get; init; } = static (_, _, _) => true;

    /// <summary>The operators among which one can read from another, where their vertices are known: each vertex with the heads that read from it.</summary>
    public Grouped<int>? Groups { get; init; }
}
