namespace FlinkReady.Readiness.OperatorIds.Hashing;

/// <summary>
/// Turns a hash back into the (k, c) with <c>M(k, c) = hash</c>: every k below a limit, every c below <see cref="FanOuts"/>. Small fan-outs are
/// inverted by arithmetic, the others looked up in an open-addressing table of 32-bit entries (20 bits tell k and c, 12 are a check), each confirmed by
/// hashing it again.
/// </summary>
internal sealed class LocalHashTable
{
    /// <summary>The limit on k that a miss is a proof for, whatever the job's size.</summary>
    public const int StandardOrdinals = 4096;

    /// <summary>The number of fan-outs covered: c = 0 … 63.</summary>
    public const int FanOuts = 64;

    private const int FirstTabulated = LocalHash.InvertibleFanOut + 1;
    private const int EntryBits = 20;
    private const uint EntryMask = (1u << EntryBits) - 1;
    private const int Tabulated = FanOuts - FirstTabulated;

    private static readonly Lazy<LocalHashTable> Standard = new(() => new LocalHashTable(StandardOrdinals));
    private static readonly Lazy<LocalHashTable> Large = new(() => new LocalHashTable(MaxOrdinals));

    private readonly uint[] _slots;
    private readonly int _ordinals;

    private LocalHashTable(int ordinals)
    {
        _ordinals = ordinals;
        var size = 1;
        while (size < 2L * ordinals * Tabulated)
        {
            size *= 2;
        }

        _slots = new uint[size];
        for (var k = 0; k < ordinals; k++)
        {
            var first = (uint)(k * Tabulated);
            LocalHash.ForEachFanOut(k, FirstTabulated, FanOuts, (c, hash) => Insert(hash, first + (uint)(c - FirstTabulated) + 1));
        }
    }

    /// <summary>
    /// The table that covers every k of a job with this many operators (and at least <see cref="StandardOrdinals"/>): one of two, made when first asked for
    /// and kept, since making one takes longer than judging a job.
    /// </summary>
    public static LocalHashTable For(int operators) => operators <= StandardOrdinals ? Standard.Value : Large.Value;

    /// <summary>The largest limit on k. It keeps the table at 8 MB; in a job with more operators a miss proves nothing.</summary>
    public const int MaxOrdinals = 1 << 14;

    /// <summary>The limits on k that sieves are made for: few of them, since each is kept once it is made.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [StandardOrdinals, 2 * StandardOrdinals, MaxOrdinals];

    /// <summary>The place among <see cref="Sizes"/> of the least that holds every k of a job with this many operators; the last where none does.</summary>
    public static int SizeFor(int operators)
    {
        var place = 0;
        while (place < Sizes.Count - 1 && Sizes[place] < operators)
        {
            place++;
        }

        return place;
    }

    /// <summary>Whether a miss proves that no operator of a job of this size can have the hash.</summary>
    public bool Covers(int operators) => operators <= _ordinals;

    /// <summary>Finds k below the limit and c below <see cref="FanOuts"/> with <c>M(k, c) = hash</c>.</summary>
    public bool TryFind(OperatorHash hash, out int k, out int c)
    {
        if (LocalHash.TryInvert(hash, _ordinals, out k, out c))
        {
            return true;
        }

        var mask = (uint)_slots.Length - 1;
        for (var slot = (uint)hash.Low & mask; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            if (_slots[slot] >> EntryBits != Check(hash))
            {
                continue;
            }

            var entry = (_slots[slot] & EntryMask) - 1;
            k = (int)(entry / Tabulated);
            c = FirstTabulated + (int)(entry % Tabulated);
            if (LocalHash.Of(k, c) == hash)
            {
                return true;
            }
        }

        return false;
    }

    private void Insert(OperatorHash hash, uint entry)
    {
        var mask = (uint)_slots.Length - 1;
        var slot = (uint)hash.Low & mask;
        while (_slots[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        _slots[slot] = entry | Check(hash) << EntryBits;
    }

    private static uint Check(OperatorHash hash) => (uint)(hash.High >> (64 - (32 - EntryBits)));
}
