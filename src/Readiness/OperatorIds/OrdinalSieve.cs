namespace FlinkReady.Readiness.OperatorIds;

/// <summary>The low bits of M(k, c) for one c and every k of a job: a bit map that answers most questions, and the exact set behind it.</summary>
internal sealed class OrdinalSieve
{
    private readonly ulong[] _bits;
    private readonly HashSet<ulong> _exact;
    private readonly int _shift;

    /// <summary>Fills the sieve.</summary>
    public OrdinalSieve(int ordinals, int c)
    {
        var size = 1024;
        _shift = 54;
        while (size < 32 * ordinals)
        {
            size *= 2;
            _shift--;
        }

        _bits = new ulong[size / 64];
        _exact = new HashSet<ulong>(ordinals);
        for (var k = 0; k < ordinals; k++)
        {
            var sifted = LowBitSieve.Sift(LocalHash.Of(k, c));
            var bit = Hash(sifted);
            _bits[bit / 64] |= 1UL << (int)(bit % 64);
            _exact.Add(sifted);
        }
    }

    /// <summary>Whether some M(k, c) has these low bits.</summary>
    public bool Contains(ulong sifted)
    {
        var bit = Hash(sifted);
        return (_bits[bit / 64] & 1UL << (int)(bit % 64)) != 0 && _exact.Contains(sifted);
    }

    /// <summary>The first index, from one on, of low bits that some M(k, c) has together with others; −1 where there is none.</summary>
    public int Next(ReadOnlySpan<ulong> sifted, ulong others, int from)
    {
        for (var i = from; i < sifted.Length; i++)
        {
            if (Contains(sifted[i] ^ others))
            {
                return i;
            }
        }

        return -1;
    }

    private ulong Hash(ulong sifted) => unchecked(sifted * 0x9E3779B97F4A7C15) >> _shift;
}
