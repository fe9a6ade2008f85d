using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FlinkReady.Readiness.OperatorIds.Hashing;

/// <summary>
/// Finds, among many ids, the pairs that may differ by a <c>T(k, c)</c>. Every pair is looked at, 12 million in a job of 5,000 operators, so a look has to
/// cost next to nothing: the ids are laid out by their lowest bits, which the pairs of one slice of the sieve share, and a slice fits into the cache
/// next to the processor. One in seven hundred gets past and is to be confirmed.
/// </summary>
internal sealed class TransferSieve
{
    /// <summary>Values in one slice; as many words.</summary>
    private const int SliceBits = 12;

    private const int Standard = LocalHashTable.StandardOrdinals;

    private static readonly Lazy<TransferSieve>[] Sieves =
    [
        new(() => new TransferSieve(Standard)), new(() => new TransferSieve(2 * Standard)), new(() => new TransferSieve(LocalHashTable.MaxOrdinals)),
    ];

    private readonly ulong[] _words;
    private readonly int _slices;

    private TransferSieve(int ordinals)
    {
        _slices = ordinals * LocalHashTable.FanOuts >> SliceBits;
        _words = new ulong[_slices << SliceBits];
        for (var k = 0; k < ordinals; k++)
        {
            LocalHash.ForEachFanOut(k, 0, LocalHashTable.FanOuts, (_, hash) =>
            {
                var low = hash.Times37().Low;
                _words[(SliceOf(low) << SliceBits) + (int)WordOf(low)] |= 1UL << (int)First(low) | 1UL << (int)Second(low);
            });
        }
    }

    /// <summary>The sieve for a job with this many operators: it holds every k below that, and below <see cref="LocalHashTable.StandardOrdinals"/>.</summary>
    public static TransferSieve For(int operators) => Sieves[operators <= Standard ? 0 : operators <= 2 * Standard ? 1 : 2].Value;

    /// <summary>Calls back with the places of each pair that may differ by a <c>T(k, c)</c>.</summary>
    public void ForEachPair(IReadOnlyList<OperatorHash> ids, Action<int, int> visit)
    {
        var (lows, places, starts) = Sort(ids);
        for (var slice = 0; slice < _slices; slice++)
        {
            var words = _words.AsSpan(slice << SliceBits, 1 << SliceBits);
            for (var bucket = 0; bucket < _slices; bucket++)
            {
                var other = bucket ^ slice;
                if (other < bucket)
                {
                    continue;
                }

                for (var one = starts[bucket]; one < starts[bucket + 1]; one++)
                {
                    // Within a bucket each pair once.
                    for (var at = other == bucket ? one + 1 : starts[other]; (at = Next(words, lows, lows[one], at, starts[other + 1])) >= 0; at++)
                    {
                        visit(places[one], places[at]);
                    }
                }
            }
        }
    }

    private static int Next(ReadOnlySpan<ulong> words, ulong[] lows, ulong low, int at, int end)
    {
        ref var word = ref MemoryMarshal.GetReference(words);
        ref var others = ref MemoryMarshal.GetArrayDataReference(lows);
        for (; at < end; at++)
        {
            // WordOf is below the number of words, and the end within the array.
            var difference = low ^ Unsafe.Add(ref others, at);
            var bits = Unsafe.Add(ref word, (nint)WordOf(difference));
            if ((bits >> (int)First(difference) & 1) != 0 && (bits >> (int)Second(difference) & 1) != 0)
            {
                return at;
            }
        }

        return -1;
    }

    private (ulong[] Lows, int[] Places, int[] Starts) Sort(IReadOnlyList<OperatorHash> ids)
    {
        var starts = new int[_slices + 1];
        for (var place = 0; place < ids.Count; place++)
        {
            starts[SliceOf(ids[place].Low) + 1]++;
        }

        for (var bucket = 0; bucket < _slices; bucket++)
        {
            starts[bucket + 1] += starts[bucket];
        }

        var next = starts.AsSpan(0, _slices).ToArray();
        var (lows, places) = (new ulong[ids.Count], new int[ids.Count]);
        for (var place = 0; place < ids.Count; place++)
        {
            var at = next[SliceOf(ids[place].Low)]++;
            (lows[at], places[at]) = (ids[place].Low, place);
        }

        return (lows, places, starts);
    }

    private int SliceOf(ulong low) => (int)(low & (ulong)(_slices - 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong WordOf(ulong low) => low >> 16 & ((1 << SliceBits) - 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint First(ulong low) => (uint)(low >> 32) & 63;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Second(ulong low) => (uint)(low >> 40) & 63;
}
