using System.Runtime.InteropServices;

namespace FlinkReady.Readiness.OperatorIds.Hashing;

/// <summary>
/// Ids in buckets, by their lowest bits: all pairs of two buckets are looked up in the same slice of a sieve. In each bucket those come first that are not
/// settled. What is read of an id millions of times lies by itself, so that it stays in the cache.
/// </summary>
internal sealed class PairLayout
{
    /// <summary>Marks behind the last, so that several can be read at once.</summary>
    public const int Spare = 8;

    /// <summary>Number of bits of a mark: the highest of an id's low word.</summary>
    public const int MarkBits = 32;

    private readonly uint[] _marks;

    /// <summary>Two for each bucket: where it begins, and where its settled ids do.</summary>
    private readonly int[] _starts;

    private readonly int _buckets;

    /// <summary>Lays them out.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="roles">Which of them are looked at with which.</param>
    /// <param name="buckets">Number of buckets, a power of two.</param>
    public PairLayout(OperatorHash[] ids, ReadOnlySpan<PairRole> roles, int buckets)
    {
        _buckets = buckets;
        _starts = new int[2 * buckets + 1];
        for (var place = 0; place < ids.Length; place++)
        {
            if (roles[place] != PairRole.Apart)
            {
                _starts[2 * BucketOf(ids[place].Low, buckets) + 1 + (int)roles[place]]++;
            }
        }

        for (var part = 0; part < 2 * buckets; part++)
        {
            _starts[part + 1] += _starts[part];
        }

        long open = roles.Count(PairRole.Open);
        Pairs = open * (Count - open) + open * (open - 1) / 2;
        var next = _starts.AsSpan(0, 2 * buckets).ToArray();
        _marks = new uint[Count + Spare];
        Lows = new ulong[Count + Spare];
        Places = new int[Count];
        for (var place = 0; place < ids.Length; place++)
        {
            if (roles[place] != PairRole.Apart)
            {
                var low = ids[place].Low;
                var at = next[2 * BucketOf(low, buckets) + (int)roles[place]]++;
                (_marks[at], Lows[at], Places[at]) = (MarkOf(low), low, place);
            }
        }
    }

    /// <summary>Number of pairs to look at.</summary>
    public long Pairs { get; }

    /// <summary>Number of ids.</summary>
    public int Count => _starts[^1];

    /// <summary>The mark of the first id; the others follow, and a few more that don't count.</summary>
    public ref uint FirstMark => ref MemoryMarshal.GetArrayDataReference(_marks);

    /// <summary>The low word of each id, and a few more that don't count.</summary>
    public ulong[] Lows { get; }

    /// <summary>The place of each among the ids as they were given.</summary>
    public int[] Places { get; }

    /// <summary>The bucket of an id with this low word, and the slice for a pair that differs by it.</summary>
    public static int BucketOf(ulong low, int buckets) => (int)(low & (ulong)(buckets - 1));

    /// <summary>The mark of an id with this low word, and of a pair that differs by it.</summary>
    public static uint MarkOf(ulong low) => (uint)(low >> MarkBits);

    /// <summary>Where a bucket begins, where its settled ids do, and where it ends.</summary>
    public (int Start, int Settled, int End) Bucket(int bucket) => (_starts[2 * bucket], _starts[2 * bucket + 1], _starts[2 * bucket + 2]);

    /// <summary>Where those of a slice end that an id is looked at with: a settled one with none that is settled, too.</summary>
    public int EndOfOthers(int one, int slice)
    {
        var bucket = BucketOf(Lows[one], _buckets);
        var (_, settled, end) = Bucket(bucket ^ slice);
        return one < Bucket(bucket).Settled ? end : settled;
    }
}
