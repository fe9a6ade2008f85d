using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.Joining;

/// <summary>The id of one operator, as witnesses show it, with what is found out about it.</summary>
internal sealed class ShownId(OperatorHash hash)
{
    /// <summary>The children of an operator without any: nothing is ever added here.</summary>
    private static readonly List<ShownId> None = [];

    private List<ShownId>? _children;

    /// <summary>The id.</summary>
    public OperatorHash Hash { get; } = hash;

    /// <summary>What a checkpoint's metadata says of it.</summary>
    public WitnessedOperator? Stored { get; set; }

    /// <summary>What Prometheus says of it.</summary>
    public WitnessedOperator? Measured { get; set; }

    /// <summary>The place of its vertex in the graph; −1 where it is not known.</summary>
    public int Vertex { get; set; } = -1;

    /// <summary>Whether it is the id of a vertex.</summary>
    public bool IsHead { get; set; }

    /// <summary>The operator of the plan that has it, where that is known.</summary>
    public Operator? Line { get; set; }

    /// <summary>The verdict.</summary>
    public UidVerdict Verdict { get; private set; }

    /// <summary>What proves it.</summary>
    public Proof? Proof { get; private set; }

    /// <summary>The uid's text, where it is known.</summary>
    public string? Uid { get; private set; }

    /// <summary>Where that comes from, or the witness without which there would be no verdict.</summary>
    public UidSource? Source { get; private set; }

    /// <summary>The operator that it reads from, where its id shows that: then it has no uid, and its k and c are known.</summary>
    public ShownId? Parent { get; set; }

    /// <summary>Its k, where <see cref="Parent"/> is known or it is a source without uid.</summary>
    public int Ordinal { get; set; } = -1;

    /// <summary>Its c, likewise.</summary>
    public int FanOut { get; set; } = -1;

    /// <summary>Whether its id is made of nothing but its place: it has no uid and no input.</summary>
    public bool IsSource { get; set; }

    /// <summary>The operators without uid that are chained to it, in the order of k.</summary>
    public List<ShownId> Children => _children ?? None;

    /// <summary>The witness that says most of it.</summary>
    public UidSource Witness => Stored is not null ? UidSource.Checkpoint : UidSource.Prometheus;

    /// <summary>Of a head with one input: all that it may follow from by their ids, or that may follow from it, with the k and c. Null where not all were looked at.</summary>
    public List<(ShownId Other, int K, int C)>? Linked { get; set; }

    /// <summary>Takes note of an operator without uid that is chained to it.</summary>
    public void AddChild(ShownId child)
    {
        _children ??= new List<ShownId>(1);
        var place = _children.Count;
        while (place > 0 && _children[place - 1].Ordinal > child.Ordinal)
        {
            place--;
        }

        _children.Insert(place, child);
    }

    /// <summary>Settles the verdict; the first one stands.</summary>
    public void Settle(UidVerdict verdict, Proof proof, string? uid = null, UidSource? source = null)
    {
        if (Verdict == UidVerdict.Undecided)
        {
            Verdict = verdict;
            Proof = proof;
            Uid = uid;
            Source = source ?? Witness;
        }
    }

    /// <summary>Takes note of the text of a uid that is known to be there.</summary>
    public void Name(string uid, UidSource source, Proof proof)
    {
        if (Verdict is UidVerdict.Undecided or UidVerdict.Explicit)
        {
            Verdict = UidVerdict.Declared;
            Proof = proof;
            Uid = uid;
            Source = source;
        }
    }
}
