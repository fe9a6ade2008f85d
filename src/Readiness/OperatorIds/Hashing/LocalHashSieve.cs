using System.Numerics;
using System.Runtime.CompilerServices;

namespace FlinkReady.Readiness.OperatorIds.Hashing;

/// <summary>
/// The low bits of <c>M(k, c)</c> for every k of a job and every c that a <see cref="LocalHashTable"/> covers. They do not depend on the order of a head's in-edges: so one look
/// tells of a choice of inputs, whatever their order, that it can't be right. One in four thousand gets past and is to be tried.
/// </summary>
internal sealed class LocalHashSieve
{
    private const int ValuesPerWord = 2;
    private const int FirstBits = 34;
    private const int SecondBits = 28;

    /// <summary>What gets past is looked up once more, as another hash would tell.</summary>
    private const int OtherTurn = 23;

    private static readonly Lazy<LocalHashSieve>[] Sieves = [.. LocalHashTable.Sizes.Select(size => new Lazy<LocalHashSieve>(() => new LocalHashSieve(size)))];

    private readonly ulong[] _bits;
    private readonly int _shift;

    private LocalHashSieve(int ordinals)
    {
        _bits = new ulong[ordinals * LocalHashTable.FanOuts / ValuesPerWord];
        _shift = 64 - BitOperations.Log2((uint)_bits.Length);
        for (var k = 0; k < ordinals; k++)
        {
            LocalHash.ForEachFanOut(k, 0, LocalHashTable.FanOuts, (_, hash) =>
            {
                var mixed = Mix(LowBits.Sift(hash));
                _bits[mixed >> _shift] |= BitsOf(mixed);
                _bits[Other(mixed) >> _shift] |= BitsOf(Other(mixed));
            });
        }
    }

    /// <summary>The sieve for a job with this many operators.</summary>
    public static LocalHashSieve For(int operators) => Sieves[LocalHashTable.SizeFor(operators)].Value;

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
