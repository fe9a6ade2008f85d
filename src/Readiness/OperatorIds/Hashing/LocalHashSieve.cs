using System.Numerics;
using System.Runtime.CompilerServices;

namespace FlinkReady.Readiness.OperatorIds.Hashing;

/// <summary>
/// The low bits of <c>M(k, c)</c> for every k of a job, and for every c that a <see cref="LocalHashTable"/> covers or for one. They do not depend on the order
/// of a head's in-edges: so one look tells of a choice of inputs, whatever their order, that it can't be right. One in four thousand gets past and is to be
/// tried. Where c is known a look takes a fraction of the time: the bits for one c stay in the cache next to the processor.
/// </summary>
internal sealed class LocalHashSieve
{
    private const int ValuesPerWord = 2;
    private const int FirstBits = 34;
    private const int SecondBits = 28;

    /// <summary>What gets past is looked up once more, as another hash would tell.</summary>
    private const int OtherTurn = 23;

    private static readonly Lazy<LocalHashSieve>[] Sieves = [.. LocalHashTable.Sizes.Select(static size => new Lazy<LocalHashSieve>(() => new LocalHashSieve(size, 0, LocalHashTable.FanOuts)))];

    /// <summary>For each size one for each of the lowest c, which nearly all operators have.</summary>
    private static readonly Lazy<LocalHashSieve>[][] Lowest = [.. LocalHashTable.Sizes.Select(static size => Enumerable.Range(0, LocalHash.InvertibleFanOut + 1)
        .Select(c => new Lazy<LocalHashSieve>(() => new LocalHashSieve(size, c, c + 1))).ToArray())];

    private readonly ulong[] _bits;
    private readonly int _shift;

    private LocalHashSieve(int ordinals, int first, int end)
    {
        _bits = new ulong[ordinals * (end - first) / ValuesPerWord];
        _shift = 64 - BitOperations.Log2((uint)_bits.Length);
        for (var k = 0; k < ordinals; k++)
        {
            LocalHash.ForEachFanOut(k, first, end, (_, hash) =>
            {
                var mixed = Mix(LowBits.Sift(hash));
                _bits[mixed >> _shift] |= BitsOf(mixed);
                _bits[Other(mixed) >> _shift] |= BitsOf(Other(mixed));
            });
        }
    }

    /// <summary>The sieve for a job with this many operators, for one c where it is known.</summary>
    public static LocalHashSieve For(int operators, int? fanOut = null) =>
        (fanOut is { } c && c < Lowest[0].Length ? Lowest[LocalHashTable.SizeFor(operators)][c] : Sieves[LocalHashTable.SizeFor(operators)]).Value;

    /// <summary>The first place, from one on, of low bits that some M(k, c) may have together with others; −1 where there is none, which is certain.</summary>
    public int Next(ulong[] sifted, ulong others, int from)
    {
        var (bits, shift) = (_bits, _shift);
        for (var i = from; i < sifted.Length; i++)
        {
            var mixed = Mix(sifted[i] ^ others);
            if ((~bits[mixed >> shift] & BitsOf(mixed)) == 0 && (~bits[Other(mixed) >> shift] & BitsOf(Other(mixed))) == 0)
            {
                return i;
            }
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong BitsOf(ulong mixed) => 1UL << (int)(mixed >> FirstBits & 63) | 1UL << (int)(mixed >> SecondBits & 63);

    private static ulong Other(ulong mixed) => Mix(BitOperations.RotateLeft(mixed, OtherTurn));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong sifted) => unchecked(sifted * 0x9E3779B97F4A7C15);
}
