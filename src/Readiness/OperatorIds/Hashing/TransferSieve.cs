using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FlinkReady.Readiness.OperatorIds.Hashing;

/// <summary>
/// Finds, among many ids, the pairs that may differ by a <c>T(k, c)</c>. Every pair is looked at, 12 million in a job of 5,000 operators, so a look has to
/// cost next to nothing: the ids are laid out by their lowest bits, which the pairs of one slice of the sieve share, and a slice fits into the cache
/// next to the processor. Each value has one bit in it, and three in a smaller map that is asked only where the first is set: hardly one pair in ten thousand
/// gets past both and is to be confirmed.
/// </summary>
internal sealed class TransferSieve
{
    /// <summary>Values in one slice; as many words.</summary>
    private const int SliceBits = 12;

    /// <summary>Words behind them, for the other bits of each value.</summary>
    private const int MoreBits = 10;

    /// <summary>All words of a slice.</summary>
    private const int SliceWords = (1 << SliceBits) + (1 << MoreBits);

    /// <summary>Where in a word the number of its bits is told.</summary>
    private const int WordShift = PairLayout.MarkBits - SliceBits;

    /// <summary>Where in an id the word of its other bits is told, and which these are: above the lowest bits, which tell the slice.</summary>
    private const int OtherShift = 8;
    private const int OtherBitsShift = OtherShift + MoreBits;

    /// <summary>Values in a word of the maps for the lowest c.</summary>
    private const int ValuesInWord = 4;

    /// <summary>Pairs that are looked at together.</summary>
    private const int AtOnce = PairLayout.Spare;

    /// <summary>Groups of pairs that are collected before they are confirmed, beyond those of one id.</summary>
    private const int FewGroups = 1024;

    private static readonly Lazy<TransferSieve>[] Sieves = [.. LocalHashTable.Sizes.Select(size => new Lazy<TransferSieve>(() => new TransferSieve(size)))];

    private readonly ulong[] _words;
    private readonly int _slices;

    /// <summary>A small map for each of the lowest c, which nearly all operators have.</summary>
    private readonly ulong[][] _lowest = new ulong[LocalHash.InvertibleFanOut + 1][];

    private TransferSieve(int ordinals)
    {
        _slices = ordinals * LocalHashTable.FanOuts >> SliceBits;
        _words = new ulong[_slices * SliceWords];
        for (var c = 0; c < _lowest.Length; c++)
        {
            _lowest[c] = new ulong[ordinals / ValuesInWord];
        }

        for (var k = 0; k < ordinals; k++)
        {
            LocalHash.ForEachFanOut(k, 0, LocalHashTable.FanOuts, (c, hash) =>
            {
                var low = hash.Times37().Low;
                var words = WordsOf(PairLayout.BucketOf(low, _slices));
                var mark = PairLayout.MarkOf(low);
                words[(int)(mark >> WordShift)] |= 1UL << (int)mark;
                words[OtherWordOf(low)] |= OtherBitsOf(low);
                if (c < _lowest.Length)
                {
                    _lowest[c][LowestWordOf(low, _lowest[c])] |= LowestBitsOf(low);
                }
            });
        }
    }

    /// <summary>The sieve for a job with this many operators: it holds every k below that, and below <see cref="LocalHashTable.StandardOrdinals"/>.</summary>
    public static TransferSieve For(int operators) => Sieves[LocalHashTable.SizeFor(operators)].Value;

    /// <summary>Whether there may be a <c>T(k, c)</c> with this low word, for one c: false is certain.</summary>
    public bool MayContain(ulong difference, int c) =>
        (c >= _lowest.Length || (~_lowest[c][LowestWordOf(difference, _lowest[c])] & LowestBitsOf(difference)) == 0) && MayContain(difference);

    /// <summary>Whether there may be a <c>T(k, c)</c> with this low word: false is certain.</summary>
    public bool MayContain(ulong difference)
    {
        var words = WordsOf(PairLayout.BucketOf(difference, _slices));
        return (Look(ref MemoryMarshal.GetReference(words), PairLayout.MarkOf(difference)) & 1) != 0 && HasOthers(words, difference);
    }

    /// <summary>Calls back with the places of each pair that may differ by a <c>T(k, c)</c>.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="roles">Which of them are looked at with which.</param>
    /// <param name="visit">What is called back.</param>
    public void ForEachPair(OperatorHash[] ids, ReadOnlySpan<PairRole> roles, Action<int, int> visit)
    {
        var layout = new PairLayout(ids, roles, _slices);
        var groups = new long[layout.Count / AtOnce + FewGroups];
        for (var slice = 0; slice < _slices; slice++)
        {
            var words = WordsOf(slice);
            var found = 0;
            for (var bucket = 0; bucket < _slices; bucket++)
            {
                // The others have been there with this one.
                if ((bucket ^ slice) >= bucket)
                {
                    found = Collect(words, layout, slice, bucket, groups, found, visit);
                }
            }

            Confirm(words, layout, slice, groups.AsSpan(0, found), visit);
        }
    }

    /// <summary>Adds the groups of pairs of two slices of ids to those found so far, in which one passes; returns their number.</summary>
    private static int Collect(Span<ulong> words, PairLayout layout, int slice, int bucket, long[] groups, int found, Action<int, int> visit)
    {
        var (start, settled, end) = layout.Bucket(bucket);
        var (from, othersSettled, to) = layout.Bucket(bucket ^ slice);
        if (settled == start && othersSettled == from)
        {
            return found;
        }

        ref var word = ref MemoryMarshal.GetReference(words);
        ref var first = ref layout.FirstMark;
        for (var one = start; one < end; one++)
        {
            from = slice == 0 ? one + 1 : from;
            var count = (one < settled ? to : othersSettled) - from;
            if (found + count / AtOnce + 1 >= groups.Length)
            {
                Confirm(words, layout, slice, groups.AsSpan(0, found), visit);
                found = 0;
            }

            found += (int)Collect(ref word, ref Unsafe.Add(ref first, from), Unsafe.Add(ref first, one), (long)one << 32 | (uint)from, count, ref groups[found]);
        }

        return found;
    }

    /// <summary>
    /// Writes down the groups of marks in which one passes, and returns their number. A branch on whether one does would be guessed wrongly too often: each
    /// group is written down, and the next one over it where none does.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint Collect(ref ulong word, ref uint other, uint mark, long pair, nint count, ref long groups)
    {
        nint found = 0;
        ref var end = ref Unsafe.Add(ref other, count);
        for (; Unsafe.IsAddressLessThan(ref other, ref end); other = ref Unsafe.Add(ref other, AtOnce))
        {
            Unsafe.Add(ref groups, found) = pair;
            pair += AtOnce;
            found += (nint)((Look(ref word, mark ^ other) | Look(ref word, mark ^ Unsafe.Add(ref other, 1)) | Look(ref word, mark ^ Unsafe.Add(ref other, 2)) | Look(ref word, mark ^ Unsafe.Add(ref other, 3))) & 1);
        }

        return found;
    }

    // Again without a branch, for what a group holds beside the pair that passed.
    private static void Confirm(Span<ulong> words, PairLayout layout, int slice, ReadOnlySpan<long> groups, Action<int, int> visit)
    {
        ref var word = ref MemoryMarshal.GetReference(words);
        Span<int> others = stackalloc int[AtOnce + 1];
        foreach (var group in groups)
        {
            var (one, from) = ((int)(group >> 32), (int)group);
            ref var first = ref Unsafe.Add(ref layout.FirstMark, from);
            var mark = Unsafe.Add(ref layout.FirstMark, one);
            var found = 0;
            for (var i = 0; i < AtOnce; i++)
            {
                others[found] = from + i;
                found += (int)(Look(ref word, mark ^ Unsafe.Add(ref first, i)) & 1);
            }

            for (var i = 0; i < found; i++)
            {
                var other = others[i];
                var difference = layout.Lows[one] ^ layout.Lows[other];
                if (HasOthers(words, difference) && other < layout.EndOfOthers(one, slice))
                {
                    visit(layout.Places[one], layout.Places[other]);
                }
            }
        }
    }

    // No mark tells a word behind the first ones, and no shift goes beyond its lowest six bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Look(ref ulong word, uint mark) => Unsafe.Add(ref word, (nint)(mark >> WordShift)) >> (int)mark;

    private static uint LowestWordOf(ulong low, ulong[] map) => (uint)(low >> PairLayout.MarkBits) & (uint)(map.Length - 1);

    private static ulong LowestBitsOf(ulong low) => 1UL << (int)(low & 63) | 1UL << (int)(low >> 6 & 63);

    private static bool HasOthers(Span<ulong> words, ulong difference) => (~words[OtherWordOf(difference)] & OtherBitsOf(difference)) == 0;

    private Span<ulong> WordsOf(int slice) => _words.AsSpan(slice * SliceWords, SliceWords);

    private static int OtherWordOf(ulong low) => (1 << SliceBits) + ((int)(low >> OtherShift) & ((1 << MoreBits) - 1));

    private static ulong OtherBitsOf(ulong low) =>
        1UL << (int)(low >> OtherBitsShift & 63) | 1UL << (int)(low >> (OtherBitsShift + 6) & 63) | 1UL << (int)(low >> (OtherBitsShift + 12) & 63);
}
