using System.Runtime.CompilerServices;
using FlinkReady.Readiness.OperatorIds.Graphs;

namespace FlinkReady.Readiness.OperatorIds.Hashing;

/// <summary>Tells from the two lowest bits of each byte whether a choice of inputs can be right: 32 bits that do not depend on the order of the inputs.</summary>
internal sealed class LowBitSieve(int ordinals)
{
    private const ulong LowBits = 0x0303030303030303;

    /// <summary>The fan-outs that are tried where the texts leave the head's in doubt.</summary>
    private const int UnsureFanOuts = LocalHash.InvertibleFanOut + 1;

    private readonly OrdinalSieve?[] _sieves = new OrdinalSieve?[LocalHashTable.FanOuts];
    private readonly OrdinalSieve[]?[] _single = new OrdinalSieve[]?[LocalHashTable.FanOuts];
    private OrdinalSieve[]? _unsure;

    /// <summary>The two lowest bits of each of the 16 bytes, packed into one word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Sift(OperatorHash hash) => (hash.Low & LowBits) | (hash.High & LowBits) << 2;

    /// <summary>The sieves of the fan-outs that a head may have: what is left of its id's low bits has to pass one of them.</summary>
    public OrdinalSieve[] Of(Vertex vertex)
    {
        var read = vertex.Head.FanOut;
        if (vertex.Reading.IsSureOfFanOut)
        {
            return read < _single.Length ? _single[read] ??= [SieveFor(read)] : [];
        }

        var unsure = _unsure ??= [.. Enumerable.Range(0, UnsureFanOuts).Select(SieveFor)];
        return read < UnsureFanOuts || read >= _sieves.Length ? unsure : [SieveFor(read), .. unsure];
    }

    /// <summary>Whether one of the sieves lets these low bits pass.</summary>
    public static bool Passes(OrdinalSieve[] sieves, ulong rest)
    {
        foreach (var sieve in sieves)
        {
            if (sieve.Contains(rest))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first index, from one on, of low bits that together with others pass one of the sieves; −1 where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Next(OrdinalSieve[] sieves, ReadOnlySpan<ulong> sifted, ulong others, int from) =>
        sieves.Length == 1 ? sieves[0].Next(sifted, others, from) : NextOfSeveral(sieves, sifted, others, from);

    private static int NextOfSeveral(OrdinalSieve[] sieves, ReadOnlySpan<ulong> sifted, ulong others, int from)
    {
        for (var i = from; i < sifted.Length; i++)
        {
            if (Passes(sieves, sifted[i] ^ others))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The low bits of each of some choices together with each of others, in the order of the former.</summary>
    public static ulong[] Combine(ReadOnlySpan<ulong> some, ReadOnlySpan<ulong> others)
    {
        var combined = GC.AllocateUninitializedArray<ulong>(some.Length * others.Length);
        var filled = 0;
        foreach (var one in some)
        {
            foreach (var other in others)
            {
                combined[filled++] = one ^ other;
            }
        }

        return combined;
    }

    /// <summary>The sieve of one fan-out.</summary>
    public OrdinalSieve SieveFor(int c) => _sieves[c] ??= new OrdinalSieve(ordinals, c);
}
