namespace FlinkReady.Readiness.OperatorIds.Hashing;

/// <summary>Finds the entries of a list of low bits that may be equal to others: a bit map says no to most, a chain of entries holds the rest.</summary>
internal sealed class LowBitTable
{
    private const int BitsPerEntry = 16;

    private readonly ulong[] _bits;
    private readonly int[] _first;
    private readonly int[] _next;
    private readonly int _bitShift = 64 - 10;
    private readonly int _slotShift;

    /// <summary>Enters all of a list.</summary>
    public LowBitTable(ReadOnlySpan<ulong> entries)
    {
        while (1L << (64 - _bitShift) < (long)entries.Length * BitsPerEntry)
        {
            _bitShift--;
        }

        _slotShift = _bitShift + 3;
        _bits = new ulong[(1 << (64 - _bitShift)) / 64];
        _first = new int[1 << (64 - _slotShift)];
        _next = new int[entries.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            var hash = Hash(entries[i]);
            var bit = hash >> _bitShift;
            _bits[bit / 64] |= 1UL << (int)(bit % 64);
            ref var first = ref _first[hash >> _slotShift];
            _next[i] = first;
            first = i + 1;
        }
    }

    /// <summary>The first entry that may be equal; −1 where none is.</summary>
    public int First(ulong sifted)
    {
        var hash = Hash(sifted);
        var bit = hash >> _bitShift;
        return (_bits[bit / 64] & 1UL << (int)(bit % 64)) == 0 ? -1 : _first[hash >> _slotShift] - 1;
    }

    /// <summary>The entry after this one; −1 where it is the last.</summary>
    public int Next(int entry) => _next[entry] - 1;

    private static ulong Hash(ulong sifted) => unchecked(sifted * 0x9E3779B97F4A7C15);
}
