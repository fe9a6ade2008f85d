using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FlinkReady.Readiness.OperatorIds.Hashing;

/// <summary>
/// Finds, among many ids, the pairs that may differ by a <c>T(k, c)</c>. Every pair is looked at, 12 million in a job of 5,000 operators, so a look has to
/// cost next to nothing: the ids are laid out by their lowest bits, which the pairs of one slice of the sieve share, and a slice fits into the cache
/// next to the processor. Each value has one bit in it, and another one in a smaller map that is asked only where the first is set: one pair in a thousand gets
/// past both and is to be confirmed.
/// </summary>
internal sealed class TransferSieve
{
    /// <summary>Values in one slice; as many words.</summary>
    private const int SliceBits = 12;

    /// <summary>Words behind them, for the other bit of each value.</summary>
    private const int MoreBits = 10;

    /// <summary>All words of a slice.</summary>
    private const int SliceWords = (1 << SliceBits) + (1 << MoreBits);

    /// <summary>The lowest bits of an id, up to these, tell its slice: what is looked up in the slice is told by the others.</summary>
    private const int LowestBits = 8;

    private const int WordShift = 64 - LowestBits - SliceBits;

    /// <summary>Pairs that are looked at together.</summary>
    private const int AtOnce = 4;

    private static readonly Lazy<TransferSieve>[] Sieves = [.. LocalHashTable.Sizes.Select(size => new Lazy<TransferSieve>(() => new TransferSieve(size)))];

    private readonly ulong[] _words;
    private readonly int _slices;

    private TransferSieve(int ordinals)
    {
        _slices = ordinals * LocalHashTable.FanOuts >> SliceBits;
        _words = new ulong[_slices * SliceWords];
        for (var k = 0; k < ordinals; k++)
        {
            LocalHash.ForEachFanOut(k, 0, LocalHashTable.FanOuts, (_, hash) =>
            {
                var low = hash.Times37().Low;
                var words = WordsOf(SliceOf(low));
                var mark = low >> LowestBits;
                words[WordOf(mark)] |= 1UL << BitOf(mark);
                words[OtherWordOf(mark)] |= 1UL << OtherBitOf(mark);
            });
        }
    }

    /// <summary>The sieve for a job with this many operators: it holds every k below that, and below <see cref="LocalHashTable.StandardOrdinals"/>.</summary>
    public static TransferSieve For(int operators) => Sieves[LocalHashTable.SizeFor(operators)].Value;

    /// <summary>Calls back with the places of each pair that may differ by a <c>T(k, c)</c>.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="roles">Which of them are looked at with which.</param>
    /// <param name="visit">What is called back.</param>
    public void ForEachPair(OperatorHash[] ids, ReadOnlySpan<PairRole> roles, Action<int, int> visit)
    {
        var (marks, places, starts) = Sort(ids, roles);
        for (var slice = 0; slice < _slices; slice++)
        {
            var words = WordsOf(slice);
            for (var bucket = 0; bucket < _slices; bucket++)
            {
                var other = bucket ^ slice;
                if (other < bucket)
                {
                    continue;
                }

                // In a bucket, and among those that are not settled in it, what comes first has been looked at together with all that follows.
                var (from, open, to) = (starts[2 * other], starts[2 * other + 1], starts[2 * other + 2]);
                for (var one = starts[2 * bucket]; one < starts[2 * bucket + 2]; one++)
                {
                    var end = one < starts[2 * bucket + 1] ? to : open;
                    for (var at = other == bucket ? one + 1 : from; (at = Next(words, marks.AsSpan(0, end + AtOnce), marks[one], at)) >= 0; at++)
                    {
                        visit(places[one], places[at]);
                    }
                }
            }
        }
    }

    // The first place, from one on, that passes; −1 where there is none. Behind the last place there are a few that don't count.
    private static int Next(Span<ulong> words, Span<ulong> marks, ulong mark, int at)
    {
        ref var word = ref MemoryMarshal.GetReference(words);
        ref var others = ref MemoryMarshal.GetReference(marks);
        var end = marks.Length - AtOnce;
        for (; at < end; at += AtOnce)
        {
            // Four at once leave one branch, which is hardly ever taken. A mark has no bits above those that tell a word.
            ref var other = ref Unsafe.Add(ref others, at);
            if (((Look(ref word, mark ^ other) | Look(ref word, mark ^ Unsafe.Add(ref other, 1)) | Look(ref word, mark ^ Unsafe.Add(ref other, 2)) | Look(ref word, mark ^ Unsafe.Add(ref other, 3))) & 1) == 0)
            {
                continue;
            }

            for (var i = at; i < Math.Min(at + AtOnce, end); i++)
            {
                var difference = mark ^ marks[i];
                if ((Look(ref word, difference) & words[OtherWordOf(difference)] >> OtherBitOf(difference) & 1) != 0)
                {
                    return i;
                }
            }
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Look(ref ulong word, ulong mark) => Unsafe.Add(ref word, (nint)(mark >> WordShift)) >> BitOf(mark);

    // By slice, and in each those first that are not settled: two starts for each slice.
    private (ulong[] Marks, int[] Places, int[] Starts) Sort(OperatorHash[] ids, ReadOnlySpan<PairRole> roles)
    {
        var starts = new int[2 * _slices + 1];
        for (var place = 0; place < ids.Length; place++)
        {
            if (roles[place] != PairRole.Apart)
            {
                starts[2 * SliceOf(ids[place].Low) + 1 + (int)roles[place]]++;
            }
        }

        for (var part = 0; part < 2 * _slices; part++)
        {
            starts[part + 1] += starts[part];
        }

        var next = starts.AsSpan(0, 2 * _slices).ToArray();
        var (marks, places) = (new ulong[ids.Length + AtOnce], new int[ids.Length]);
        for (var place = 0; place < ids.Length; place++)
        {
            if (roles[place] != PairRole.Apart)
            {
                var at = next[2 * SliceOf(ids[place].Low) + (int)roles[place]]++;
                (marks[at], places[at]) = (ids[place].Low >> LowestBits, place);
            }
        }

        return (marks, places, starts);
    }

    private int SliceOf(ulong low) => (int)(low & (ulong)(_slices - 1));

    private Span<ulong> WordsOf(int slice) => _words.AsSpan(slice * SliceWords, SliceWords);

    private static int WordOf(ulong mark) => (int)(mark >> WordShift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int BitOf(ulong mark) => (int)(mark & 63);

    private static int OtherWordOf(ulong mark) => (1 << SliceBits) + ((int)(mark >> 6) & ((1 << MoreBits) - 1));

    private static int OtherBitOf(ulong mark) => (int)(mark >> (6 + MoreBits)) & 63;
}
