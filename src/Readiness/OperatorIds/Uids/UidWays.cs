namespace FlinkReady.Readiness.OperatorIds.Uids;

/// <summary>Ways to make a uid of a name (<see cref="UidSpelling.Ways"/>, fewer than 64).</summary>
/// <param name="first">Those that are among them from the beginning.</param>
internal sealed class UidWays(params ReadOnlySpan<int> first)
{
    private ulong _ways = Bits(first);

    /// <summary>Whether a way is among them.</summary>
    public bool Contains(int way) => (_ways & 1UL << way) != 0;

    /// <summary>Adds a way; false where it is among them.</summary>
    public bool Add(int way)
    {
        var isNew = !Contains(way);
        _ways |= 1UL << way;
        return isNew;
    }

    private static ulong Bits(ReadOnlySpan<int> ways)
    {
        var bits = 0UL;
        foreach (var way in ways)
        {
            bits |= 1UL << way;
        }

        return bits;
    }
}
