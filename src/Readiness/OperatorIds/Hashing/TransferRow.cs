using System.Runtime.CompilerServices;

namespace FlinkReady.Readiness.OperatorIds.Hashing;

/// <summary>
/// <c>T(k, c)</c> for one c and every k of a job, and the way back from a hash to k. The search asks for the way back millions of times and nearly always
/// in vain, so a bit map that fits into the cache answers first: each value has two bits in one word of it, and at most about one question in fifty gets past.
/// </summary>
internal sealed class TransferRow
{
    private const int BitsPerValue = 16;
    private const int LeastBits = 1024;

    /// <summary>The bits of a value from this one on tell its second bit.</summary>
    private const int OtherBits = 32;

    private readonly OperatorHash[] _values;
    private readonly ulong[] _lows;
    private readonly ulong[] _bits;
    private readonly int[] _slots;

    /// <summary>Hashes every k below <paramref name="ordinals"/>.</summary>
    public TransferRow(int ordinals, int c)
    {
        _values = new OperatorHash[ordinals];
        _lows = new ulong[ordinals];
        var bits = (ulong)LeastBits;
        while (bits < (ulong)ordinals * BitsPerValue)
        {
            bits *= 2;
        }

        _bits = new ulong[bits / 64];
        _slots = new int[bits / (BitsPerValue / 2)];
        for (var k = 0; k < ordinals; k++)
        {
            var value = _values[k] = LocalHash.Transfer(k, c);
            _lows[k] = value.Low;
            _bits[WordOf(value.Low, _bits)] |= BitsOf(value.Low);
            var slot = SlotOf(value);
            while (_slots[slot] != 0)
            {
                slot = Next(slot);
            }

            _slots[slot] = k + 1;
        }
    }

    /// <summary>Number of k.</summary>
    public int Count => _values.Length;

    /// <summary><c>T(k, c)</c>.</summary>
    public OperatorHash this[int k] => _values[k];

    /// <summary>Whether the hash may be a <c>T(k, c)</c>: false is certain, true is to be confirmed with <see cref="TryFind"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayContain(ulong low) => Has(_bits, low);

    /// <summary>The lower half of each value.</summary>
    public ulong[] Lows => _lows;

    /// <summary>The first index, from one on and before an end, for which <c>difference xor lows[index]</c> may be in this row; −1 where there is none.</summary>
    public int NextPair(ulong difference, ReadOnlySpan<ulong> lows, int k, int end)
    {
        var bits = _bits;
        lows = lows[..end];
        for (; (uint)k < (uint)lows.Length; k++)
        {
            if (Has(bits, difference ^ lows[k]))
            {
                return k;
            }
        }

        return -1;
    }

    /// <summary>Finds k with <c>T(k, c) = hash</c>, all 128 bits compared.</summary>
    public bool TryFind(OperatorHash hash, out int k)
    {
        k = 0;
        if (!MayContain(hash.Low))
        {
            return false;
        }

        for (var slot = SlotOf(hash); _slots[slot] != 0; slot = Next(slot))
        {
            k = _slots[slot] - 1;
            if (_values[k] == hash)
            {
                return true;
            }
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Has(ulong[] bits, ulong low) => (~bits[WordOf(low, bits)] & BitsOf(low)) == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong WordOf(ulong low, ulong[] bits) => low / 64 & (ulong)(bits.Length - 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong BitsOf(ulong low) => 1UL << (int)(low % 64) | 1UL << (int)(low >> OtherBits & 63);

    private int SlotOf(OperatorHash hash) => (int)(hash.High & (ulong)(_slots.Length - 1));

    private int Next(int slot) => (slot + 1) & (_slots.Length - 1);
}
