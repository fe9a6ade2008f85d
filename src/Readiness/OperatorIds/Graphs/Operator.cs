using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.Graphs;

/// <summary>One operator of the graph under examination, with what has been proven about it so far.</summary>
internal sealed class Operator(int vertexIndex, Operator? parent, string name, int fanOut)
{
    /// <summary>What is chained below an operator without chained outputs: nothing is ever added here.</summary>
    private static readonly List<Operator> None = [];

    /// <summary>The place in the graph of the vertex that runs it.</summary>
    public int VertexIndex { get; } = vertexIndex;

    /// <summary>Its number among all operators of the graph.</summary>
    public int Number { get; set; }

    /// <summary>The operator it is chained to; null for heads and chained sources.</summary>
    public Operator? Parent { get; } = parent;

    /// <summary>Its name.</summary>
    public string Name { get; set; } = name;

    /// <summary>Number of chainable out-edges, c, as the description tells.</summary>
    public int FanOut { get; set; } = fanOut;

    /// <summary>What is chained below it, in the order of the tree.</summary>
    public List<Operator> Children { get; } = fanOut == 0 ? None : new List<Operator>(fanOut);

    /// <summary>Number of operators before it that are chained to the same one.</summary>
    public int Branch { get; } = parent?.Children.Count ?? 0;

    /// <summary>Number of operators between it and the head; 0 for the head.</summary>
    public int Depth { get; } = parent is null ? 0 : parent.Depth + 1;

    /// <summary>Whether it is a source that is chained into a multiple-input operator.</summary>
    public bool IsChainedSource { get; init; }

    /// <summary>Whether it is the head of its chain: its hash is the vertex id.</summary>
    public bool IsHead => Parent is null && !IsChainedSource;

    /// <summary>The verdict so far.</summary>
    public UidVerdict Verdict { get; set; }

    /// <summary>The proven hash.</summary>
    public OperatorHash? Hash { get; set; }

    /// <summary>The hash to reckon with in the search: proven for a head, else what a hypothesis gives.</summary>
    public OperatorHash? Candidate { get; set; }

    /// <summary>The candidate hash that was last held against the ids of the vertices that its chain feeds.</summary>
    public OperatorHash? FedCandidate { get; set; }

    /// <summary>Number of operators hashed before it, as the search takes it; −1 where it takes none.</summary>
    public int Ordinal { get; set; } = -1;

    /// <summary>Whether a vertex id has confirmed the candidate hash (and, but for operators with uid, the ordinal).</summary>
    public bool Confirmed { get; set; }

    /// <summary>Whether its ordinal is proven. That of an operator with uid is in no id.</summary>
    public bool IsPlaced => Confirmed && Uid is null && Ordinal >= 0;

    /// <summary>The first ordinal that it can have, going by what is proven.</summary>
    public int First { get; set; }

    /// <summary>The last ordinal that it can have, going by what is proven.</summary>
    public int Last { get; set; }

    /// <summary>The uid's text.</summary>
    public string? Uid { get; set; }

    /// <summary>Where the uid's text came from.</summary>
    public UidSource? Source { get; set; }

    /// <summary>The proof, or the reason why there is none.</summary>
    public Proof? Proof { get; set; }

    /// <summary>What a checkpoint's metadata shows of it.</summary>
    public WitnessedOperator? Stored { get; set; }

    /// <summary>Whether a witness lists it without its being known that it is this one: then it stands among those without a vertex.</summary>
    public bool IsListedElsewhere { get; set; }

    /// <summary>The nearest operator at or above it that the search can start from: its hash does not depend on an unconfirmed ordinal.</summary>
    public Operator Base
    {
        get
        {
            var one = this;
            while (one is { Confirmed: false, Parent: not null })
            {
                one = one.Parent;
            }

            return one;
        }
    }
}
