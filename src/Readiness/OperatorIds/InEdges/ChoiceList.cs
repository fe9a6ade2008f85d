using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.Ordering;

namespace FlinkReady.Readiness.OperatorIds.InEdges;

/// <summary>The choices for the in-edges from one chain, laid out once, with what they leave of the low bits.</summary>
/// <remarks>A large job has a hundred thousand of them at a time, and a collector that comes by looks at every reference: so they are kept without any.</remarks>
internal sealed class ChoiceList
{
    private Entry[] _entries = [];
    private ulong[] _sifted = [];

    /// <summary>The operators and terms that the choices are of, each once: choices of one are next to each other.</summary>
    private object?[] _owners = [];

    /// <summary>What each of them leaves of the low bits: see <see cref="LowBits.Sift"/>.</summary>
    public ReadOnlySpan<ulong> Sifted => _sifted.AsSpan(0, Count);

    /// <summary>Sums up the hashes: equal for the same choices.</summary>
    public ulong Signature { get; private set; }

    /// <summary>Number of choices.</summary>
    public int Count { get; private set; }

    /// <summary>What the choices were laid out from, if they were.</summary>
    public (int Producer, int Limit)? Basis { get; set; }

    /// <summary>The version of <see cref="QueueOrder"/> for which they are known to hold.</summary>
    public int Order { get; set; }

    /// <summary>The places that were asked about while they were laid out, from the first to the last.</summary>
    public (int First, int Last) Places { get; set; }

    /// <summary>One of the choices.</summary>
    public InEdgeChoice this[int index]
    {
        get
        {
            ref var entry = ref _entries[index];
            var owner = _owners[entry.Owner];
            return new InEdgeChoice(owner as Operator, entry.Value, entry.Ordinal, owner as InEdgeTerm);
        }
    }

    /// <summary>Takes over what was laid out, in place of what was before.</summary>
    public ChoiceList Set(List<InEdgeChoice> choices)
    {
        Count = choices.Count;
        if (_entries.Length < Count)
        {
            _entries = GC.AllocateUninitializedArray<Entry>(Count);
            _sifted = GC.AllocateUninitializedArray<ulong>(Count);
        }

        MakeRoomForOwners(choices);
        Signature = (ulong)Count;
        var last = -1;
        for (var i = 0; i < Count; i++)
        {
            var choice = choices[i];
            if (last < 0 || _owners[last] != choice.Owner)
            {
                _owners[++last] = choice.Owner;
            }

            _entries[i] = new Entry(choice.Value, choice.Ordinal, last);
            _sifted[i] = LowBits.Sift(choice.Value);
            Signature = unchecked((Signature ^ choice.Value.Low) * 0x9E3779B97F4A7C15);
        }

        return this;
    }

    private void MakeRoomForOwners(List<InEdgeChoice> choices)
    {
        var owners = 0;
        for (var i = 0; i < choices.Count; i++)
        {
            owners += i == 0 || choices[i].Owner != choices[i - 1].Owner ? 1 : 0;
        }

        if (_owners.Length < owners)
        {
            _owners = new object?[owners];
        }
    }

    private readonly record struct Entry(OperatorHash Value, int Ordinal, int Owner);
}
