using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.Ordering;

namespace FlinkReady.Readiness.OperatorIds.InEdges;

/// <summary>The choices for the in-edges from one chain, laid out once, with what they leave of the low bits.</summary>
internal sealed class LaidChoices
{
    /// <summary>The choices.</summary>
    public List<InEdgeChoice> Choices { get; private set; } = [];

    /// <summary>What each of them leaves of the low bits: see <see cref="LowBitSieve.Sift"/>.</summary>
    public ulong[] Sifted { get; private set; } = [];

    /// <summary>Sums up the hashes: equal for the same choices.</summary>
    public ulong Signature { get; private set; }

    /// <summary>Number of choices.</summary>
    public int Count => Choices.Count;

    /// <summary>What the choices were laid out from, if they were.</summary>
    public (int Producer, int Limit)? Basis { get; set; }

    /// <summary>The version of <see cref="QueueOrder"/> for which they are known to hold.</summary>
    public int Order { get; set; }

    /// <summary>The places that were asked about while they were laid out, from the first to the last.</summary>
    public (int First, int Last) Places { get; set; }

    /// <summary>Starts anew, on a list that others may not keep; or on a new one.</summary>
    public List<InEdgeChoice> Start(bool reuse)
    {
        Choices = reuse ? Choices : [];
        Choices.Clear();
        return Choices;
    }

    /// <summary>Sums up what was laid out.</summary>
    public LaidChoices Finish()
    {
        if (Sifted.Length < Choices.Count)
        {
            Sifted = new ulong[Choices.Capacity];
        }

        var signature = (ulong)Choices.Count;
        for (var i = 0; i < Choices.Count; i++)
        {
            var value = Choices[i].Value;
            Sifted[i] = LowBitSieve.Sift(value);
            signature = unchecked((signature ^ value.Low) * 0x9E3779B97F4A7C15);
        }

        Signature = signature;
        return this;
    }
}
