using System.Runtime.CompilerServices;
using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.InEdges;

/// <summary>The sieves of each fan-out that a head may have: they tell from the low bits of its id whether a choice of inputs can be right.</summary>
internal sealed class HeadSieves(int ordinals)
{
    /// <summary>The fan-outs that are tried where the texts leave the head's in doubt.</summary>
    private const int UnsureFanOuts = LocalHash.InvertibleFanOut + 1;

    private readonly OrdinalSieve?[] _sieves = new OrdinalSieve?[LocalHashTable.FanOuts];
    private readonly OrdinalSieve[]?[] _single = new OrdinalSieve[]?[LocalHashTable.FanOuts];
    private OrdinalSieve[]? _unsure;

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

    /// <summary>The sieve of one fan-out.</summary>
    public OrdinalSieve SieveFor(int c) => _sieves[c] ??= new OrdinalSieve(ordinals, c);
}
