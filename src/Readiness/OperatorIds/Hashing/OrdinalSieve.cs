using System.Numerics;
using System.Runtime.CompilerServices;

namespace FlinkReady.Readiness.OperatorIds.Hashing;

/// <summary>
/// The low bits of M(k, c) for one c and every k of a job: a bit map in which each has two bits in one word, which answers nearly all questions, and the exact
/// values behind it.
/// </summary>
/// <remarks>Compiled ahead of time there is no profile to tell what is called millions of times: that is inlined by hand, here and in the other tables.</remarks>
internal sealed class OrdinalSieve
{
    private const int BitsPerValue = 32;
    private const int BitsPerSlot = 16;
    private const int LeastBits = 1024;

    /// <summary>From where in a hash the two bits are told, and the slot: the lowest bits of a product are no good.</summary>
    private const int FirstBits = 40;
    private const int SecondBits = 34;
    private const int SlotBits = 30;

    private readonly ulong[] _all;
    private readonly ulong[] _bits;

    /// <summary>One more than k, by a hash of the low bits; 0 where no k is.</summary>
    private readonly int[] _slots;

    /// <summary>How far a hash is shifted to tell the word.</summary>
    private readonly int _shift = 64 - BitOperations.Log2(LeastBits / 64);

    /// <summary>Fills the sieve.</summary>
    public OrdinalSieve(int ordinals, int c)
    {
        var size = LeastBits;
        while (size < BitsPerValue * ordinals)
        {
            size *= 2;
            _shift--;
        }

        _bits = new ulong[size / 64];
        _slots = new int[size / BitsPerSlot];
        _all = new ulong[ordinals];
        for (var k = 0; k < ordinals; k++)
        {
            _all[k] = LowBits.Sift(LocalHash.Of(k, c));
            var hash = Hash(_all[k]);
            _bits[hash >> _shift] |= BitsOf(hash);
            var slot = SlotOf(hash);
            while (_slots[slot] != 0)
            {
                slot = Next(slot);
            }

            _slots[slot] = k + 1;
        }
    }

    /// <summary>The low bits of M(k, c) for every k.</summary>
    public ReadOnlySpan<ulong> All => _all;

    /// <summary>Whether some M(k, c) has these low bits.</summary>
    public bool Contains(ulong sifted) => Has(_bits, _shift, Hash(sifted)) && IsExact(sifted);

    /// <summary>The first index, from one on, of low bits that some M(k, c) has together with others; −1 where there is none.</summary>
    public int Next(ReadOnlySpan<ulong> sifted, ulong others, int from)
    {
        var (bits, shift) = (_bits, _shift);
        for (var i = from; i < sifted.Length; i++)
        {
            if (Has(bits, shift, Hash(sifted[i] ^ others)) && IsExact(sifted[i] ^ others))
            {
                return i;
            }
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Has(ulong[] bits, int shift, ulong hash) => (~bits[hash >> shift] & BitsOf(hash)) == 0;

    private bool IsExact(ulong sifted)
    {
        for (var slot = SlotOf(Hash(sifted)); _slots[slot] != 0; slot = Next(slot))
        {
            if (_all[_slots[slot] - 1] == sifted)
            {
                return true;
            }
        }

        return false;
    }

    private int SlotOf(ulong hash) => (int)(hash >> SlotBits & (ulong)(_slots.Length - 1));

    private int Next(int slot) => (slot + 1) & (_slots.Length - 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong BitsOf(ulong hash) => 1UL << (int)(hash >> FirstBits & 63) | 1UL << (int)(hash >> SecondBits & 63);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Hash(ulong sifted) => unchecked(sifted * 0x9E3779B97F4A7C15);
}
