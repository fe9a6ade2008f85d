namespace FlinkReady.Readiness.OperatorIds.Hashing;

/// <summary>The low bits of M(k, c) for one c and every k of a job: a bit map with two bits for each, which answers nearly all questions, and the exact
/// values behind it.</summary>
internal sealed class OrdinalSieve
{
    private const int BitsPerValue = 32;
    private const int BitsPerSlot = 16;

    private readonly ulong[] _bits;
    private readonly ulong[] _all;

    /// <summary>One more than k, by a hash of the low bits; 0 where no k is.</summary>
    private readonly int[] _slots;
    private readonly int _shift;

    /// <summary>Fills the sieve.</summary>
    public OrdinalSieve(int ordinals, int c)
    {
        var size = 1024;
        _shift = 54;
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
            var sifted = LowBitSieve.Sift(LocalHash.Of(k, c));
            var (first, second) = Bits(sifted);
            _bits[first / 64] |= 1UL << (int)(first % 64);
            _bits[second / 64] |= 1UL << (int)(second % 64);
            _all[k] = sifted;
            var slot = SlotOf(sifted);
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
    public bool Contains(ulong sifted)
    {
        var (first, second) = Bits(sifted);
        return Has(_bits, first) && Has(_bits, second) && IsExact(sifted);
    }

    /// <summary>The first index, from one on, of low bits that some M(k, c) has together with others; −1 where there is none.</summary>
    public int Next(ReadOnlySpan<ulong> sifted, ulong others, int from)
    {
        var bits = _bits;
        for (var i = from; i < sifted.Length; i++)
        {
            var (first, second) = Bits(sifted[i] ^ others);
            if (Has(bits, first) && Has(bits, second) && IsExact(sifted[i] ^ others))
            {
                return i;
            }
        }

        return -1;
    }

    private bool IsExact(ulong sifted)
    {
        for (var slot = SlotOf(sifted); _slots[slot] != 0; slot = Next(slot))
        {
            if (_all[_slots[slot] - 1] == sifted)
            {
                return true;
            }
        }

        return false;
    }

    private int SlotOf(ulong sifted) => (int)(Hash(sifted) >> _shift) / BitsPerSlot;

    private int Next(int slot) => (slot + 1) & (_slots.Length - 1);

    private static bool Has(ulong[] bits, ulong bit) => (bits[bit / 64] & 1UL << (int)(bit % 64)) != 0;

    private (ulong First, ulong Second) Bits(ulong sifted)
    {
        var hash = Hash(sifted);
        return (hash >> _shift, hash << (64 - _shift) >> _shift);
    }

    private static ulong Hash(ulong sifted) => unchecked(sifted * 0x9E3779B97F4A7C15);
}
