namespace FlinkReady.Readiness.OperatorIds;

/// <summary>Tells from the two lowest bits of each byte whether a choice of inputs can be right: 32 bits that do not depend on the order of the inputs.</summary>
internal sealed class LowBitSieve(int ordinals)
{
    private const ulong LowBits = 0x0303030303030303;

    /// <summary>The fan-outs that are tried where the texts leave the head's in doubt.</summary>
    private const int UnsureFanOuts = LocalHash.InvertibleFanOut + 1;

    private readonly OrdinalSieve?[] _sieves = new OrdinalSieve?[LocalHashTable.FanOuts];

    /// <summary>The two lowest bits of each of the 16 bytes, packed into one word.</summary>
    public static ulong Sift(OperatorHash hash) => (hash.Low & LowBits) | (hash.High & LowBits) << 2;

    /// <summary>Whether what is left of an id's low bits can be those of an M(k, c).</summary>
    public bool Passes(Vertex vertex, ulong rest)
    {
        var c = vertex.Head.FanOut;
        return (c < _sieves.Length && (_sieves[c] ?? SieveFor(c)).Contains(rest)) || (!vertex.Reading.IsSureOfFanOut && PassesAny(rest));
    }

    private bool PassesAny(ulong rest)
    {
        for (var c = 0; c < UnsureFanOuts; c++)
        {
            if (SieveFor(c).Contains(rest))
            {
                return true;
            }
        }

        return false;
    }

    private OrdinalSieve SieveFor(int c) => _sieves[c] ??= new OrdinalSieve(ordinals, c);
}
