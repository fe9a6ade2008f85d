using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FlinkReady.Readiness.OperatorIds.Hashing;

/// <summary>
/// Tells of a difference of two ids whether it may be a <c>T(k, c)</c>. It is asked of 12 million pairs in a job of 5,000 operators, so a look has to cost next
/// to nothing: a slice, which all pairs that differ in the same lowest bits share, fits into the cache next to the processor. Each value has one bit in it, and
/// three in a smaller map that is asked only where the first is set: hardly one pair in ten thousand gets past both and is to be confirmed.
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

    /// <summary>Fan-outs that suffice for nearly all jobs: hardly an operator has more than two outputs in its chain.</summary>
    private const int FewFanOuts = 16;

    /// <summary>Words for a value where there are few fan-outs: as bits are set more seldom, more pairs can be looked at together.</summary>
    private const int SparseBy = 2;

    /// <summary>Stands for the map of a c for which there is none.</summary>
    private static readonly ulong[] EveryBit = [ulong.MaxValue];

    private static readonly Lazy<TransferSieve>[] Sieves = [.. LocalHashTable.Sizes.Select(static size => new Lazy<TransferSieve>(() => new TransferSieve(size, LocalHashTable.FanOuts, sparseBy: 1)))];
    private static readonly Lazy<TransferSieve>[] Few = [.. LocalHashTable.Sizes.Select(static size => new Lazy<TransferSieve>(() => new TransferSieve(size, FewFanOuts, SparseBy)))];

    private readonly ulong[] _words;

    /// <summary>A small map for each of the lowest c, which nearly all operators have.</summary>
    private readonly ulong[][] _lowest = new ulong[LocalHash.InvertibleFanOut + 1][];

    private TransferSieve(int ordinals, int fanOuts, int sparseBy)
    {
        Slices = ordinals * fanOuts * sparseBy >> SliceBits;
        _words = new ulong[Slices * SliceWords];
        for (var c = 0; c < _lowest.Length; c++)
        {
            _lowest[c] = new ulong[ordinals / ValuesInWord];
        }

        for (var k = 0; k < ordinals; k++)
        {
            LocalHash.ForEachFanOut(k, 0, fanOuts, (c, hash) =>
            {
                var low = hash.Times37().Low;
                var words = WordsOf(PairLayout.BucketOf(low, Slices));
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

    /// <summary>Number of its slices, a power of two.</summary>
    public int Slices { get; }

    /// <summary>
    /// The sieve for a job with this many operators: it holds every k below that, and below <see cref="LocalHashTable.StandardOrdinals"/>, and every c below a
    /// number of fan-outs.
    /// </summary>
    public static TransferSieve For(int operators, int fanOuts = LocalHashTable.FanOuts) =>
        (fanOuts <= FewFanOuts ? Few : Sieves)[LocalHashTable.SizeFor(operators)].Value;

    /// <summary>The words of a slice.</summary>
    public Span<ulong> WordsOf(int slice) => _words.AsSpan(slice * SliceWords, SliceWords);

    /// <summary>
    /// A word whose lowest bit tells whether a pair that differs by a mark may be one. No mark tells a word behind the first ones, and no shift goes beyond its
    /// lowest six bits.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Look(ref ulong word, uint mark) => Unsafe.Add(ref word, (nint)(mark >> WordShift)) >> (int)mark;

    /// <summary>Whether the other bits of a difference are set in its slice, too.</summary>
    public static bool HasOthers(Span<ulong> words, ulong difference) => (~words[OtherWordOf(difference)] & OtherBitsOf(difference)) == 0;

    /// <summary>Whether there may be a <c>T(k, c)</c> with this low word: false is certain.</summary>
    public bool MayContain(ulong difference)
    {
        var words = WordsOf(PairLayout.BucketOf(difference, Slices));
        return (Look(ref MemoryMarshal.GetReference(words), PairLayout.MarkOf(difference)) & 1) != 0 && HasOthers(words, difference);
    }

    /// <summary>The same for one c, where it is known.</summary>
    public bool MayContain(ulong difference, int? c) => MayContain(difference, LowestOf(c));

    /// <summary>
    /// The last place, from one on downwards, of a low word that may differ by a <c>T(k, c)</c> from another one, for one c where it is known; −1 where there is
    /// none, which is certain.
    /// </summary>
    public int Previous(ReadOnlySpan<ulong> lows, ulong other, int? c, int from)
    {
        var lowest = LowestOf(c);
        var at = from;
        while (at >= 0 && !MayContain(lows[at] ^ other, lowest))
        {
            at--;
        }

        return at;
    }

    private bool MayContain(ulong difference, ulong[] lowest) =>
        (~lowest[LowestWordOf(difference, lowest)] & LowestBitsOf(difference)) == 0 && MayContain(difference);

    private ulong[] LowestOf(int? c) => c is { } known && known < _lowest.Length ? _lowest[known] : EveryBit;

    private static uint LowestWordOf(ulong low, ulong[] map) => (uint)(low >> PairLayout.MarkBits) & (uint)(map.Length - 1);

    private static ulong LowestBitsOf(ulong low) => 1UL << (int)(low & 63) | 1UL << (int)(low >> 6 & 63);

    private static int OtherWordOf(ulong low) => (1 << SliceBits) + ((int)(low >> OtherShift) & ((1 << MoreBits) - 1));

    private static ulong OtherBitsOf(ulong low) =>
        1UL << (int)(low >> OtherBitsShift & 63) | 1UL << (int)(low >> (OtherBitsShift + 6) & 63) | 1UL << (int)(low >> (OtherBitsShift + 12) & 63);
}
