using System.Numerics;

namespace FlinkReady.Readiness.OperatorIds.Hashing;

/// <summary>
/// All xor sums of some <c>T(k, c)</c>. Up to about a hundred of them are linearly independent over GF(2), as 128-bit words: so a word is the sum of one
/// choice of them at most, and elimination finds it, however many are in it.
/// </summary>
internal sealed class XorSpan
{
    /// <summary>
    /// The most words that are summed up. With more of them a sum that comes out by chance is not out of the question: of 128-bit words, one in 2^(128 − 104)
    /// is the sum of some choice of these, though hardly ever of one with the right number, order and fan-outs.
    /// </summary>
    public const int MostWords = 104;

    private readonly (int Ordinal, int FanOut)[] _words = new (int, int)[MostWords];
    private readonly OperatorHash[] _reduced = new OperatorHash[MostWords];
    private readonly UInt128[] _members = new UInt128[MostWords];
    private readonly int[] _pivots = new int[MostWords];
    private int _count;
    private int _rank;

    /// <summary>Number of words.</summary>
    public int Count => _count;

    /// <summary>Starts anew.</summary>
    public void Clear() => _count = _rank = 0;

    /// <summary>Adds a word; in the order of k.</summary>
    public void Add(int ordinal, int fanOut, OperatorHash value)
    {
        _words[_count] = (ordinal, fanOut);
        var rest = Reduce(value, out var members);
        members ^= UInt128.One << _count++;
        if (rest == default)
        {
            return;
        }

        _reduced[_rank] = rest;
        _members[_rank] = members;
        _pivots[_rank++] = rest.Low != 0 ? BitOperations.TrailingZeroCount(rest.Low) : 64 + BitOperations.TrailingZeroCount(rest.High);
    }

    /// <summary>Finds the words that a hash is the sum of; returns how many they are, −1 where there are none or more than there is room for.</summary>
    public int Find(OperatorHash hash, Span<(int Ordinal, int FanOut)> sum)
    {
        if (Reduce(hash, out var members) != default)
        {
            return -1;
        }

        var found = 0;
        for (var i = 0; i < _count; i++)
        {
            if ((members >> i & UInt128.One) != 0)
            {
                if (found == sum.Length)
                {
                    return -1;
                }

                sum[found++] = _words[i];
            }
        }

        return found;
    }

    private OperatorHash Reduce(OperatorHash value, out UInt128 members)
    {
        var (low, high) = value;
        ulong lowMembers = 0, highMembers = 0;
        for (var i = 0; i < _rank; i++)
        {
            var pivot = _pivots[i];
            var has = 0 - ((pivot < 64 ? low : high) >> (pivot & 63) & 1);
            low ^= _reduced[i].Low & has;
            high ^= _reduced[i].High & has;
            lowMembers ^= (ulong)_members[i] & has;
            highMembers ^= (ulong)(_members[i] >> 64) & has;
        }

        members = new UInt128(highMembers, lowMembers);
        return new OperatorHash(low, high);
    }
}
