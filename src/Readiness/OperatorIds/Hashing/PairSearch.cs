using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FlinkReady.Readiness.OperatorIds.Hashing;

/// <summary>Finds, among many ids, the pairs that may differ by a <c>T(k, c)</c>: every pair is looked at, by slices of a sieve.</summary>
internal sealed class PairSearch
{
    /// <summary>Pairs that are looked at together.</summary>
    private const int AtOnce = PairLayout.Spare;

    /// <summary>Groups of pairs that are collected before they are confirmed, beyond those of one id.</summary>
    private const int FewGroups = 1024;

    /// <summary>From this many pairs on, which take a third of a millisecond, the slices are shared among processors.</summary>
    private const long ManyPairs = 1_000_000;

    /// <summary>As many processors at most.</summary>
    private const int MostProcessors = 4;

    private readonly TransferSieve _sieve;
    private readonly PairLayout _layout;
    private readonly List<(int One, int Other)> _found = [];

    /// <summary>Pairs to confirm: an id, and below it the first of the others.</summary>
    private readonly long[] _groups;

    private int _collected;

    /// <summary>The slices that are searched, to before the last.</summary>
    private readonly int _first;
    private readonly int _end;

    private PairSearch(TransferSieve sieve, PairLayout layout, int first, int end)
    {
        (_sieve, _layout, _first, _end) = (sieve, layout, first, end);
        _groups = new long[layout.Count / AtOnce + FewGroups];
    }

    /// <summary>Calls back with the places of each pair that may differ by a <c>T(k, c)</c>, in the same order on any number of processors.</summary>
    /// <param name="sieve">The sieve.</param>
    /// <param name="ids">The ids.</param>
    /// <param name="roles">Which of them are looked at with which.</param>
    /// <param name="visit">What is called back.</param>
    public static void ForEachPair(TransferSieve sieve, OperatorHash[] ids, ReadOnlySpan<PairRole> roles, Action<int, int> visit)
    {
        var layout = new PairLayout(ids, roles, sieve.Slices);
        var parts = new PairSearch[layout.Pairs < ManyPairs ? 1 : Math.Min(Environment.ProcessorCount, MostProcessors)];
        for (var part = 0; part < parts.Length; part++)
        {
            parts[part] = new PairSearch(sieve, layout, part * sieve.Slices / parts.Length, (part + 1) * sieve.Slices / parts.Length);
        }

        var others = Array.ConvertAll(parts[1..], static part => Task.Run(part.Search));
        parts[0].Search();
        Task.WaitAll(others);
        foreach (var part in parts)
        {
            foreach (var (one, other) in part._found)
            {
                visit(one, other);
            }
        }
    }

    private void Search()
    {
        for (var slice = _first; slice < _end; slice++)
        {
            for (var bucket = 0; bucket < _sieve.Slices; bucket++)
            {
                // The others have been there with this one.
                if ((bucket ^ slice) >= bucket)
                {
                    Collect(slice, bucket);
                }
            }

            Confirm(slice);
        }
    }

    /// <summary>Collects the groups of pairs of two buckets of ids in which one passes.</summary>
    private void Collect(int slice, int bucket)
    {
        var (start, settled, end) = _layout.Bucket(bucket);
        var (from, othersSettled, to) = _layout.Bucket(bucket ^ slice);
        if (settled == start && othersSettled == from)
        {
            return;
        }

        ref var word = ref MemoryMarshal.GetReference(_sieve.WordsOf(slice));
        ref var first = ref _layout.FirstMark;
        for (var one = start; one < end; one++)
        {
            from = slice == 0 ? one + 1 : from;
            var count = (one < settled ? to : othersSettled) - from;
            if (_collected + count / AtOnce + 1 >= _groups.Length)
            {
                Confirm(slice);
            }

            _collected += (int)Collect(ref word, ref Unsafe.Add(ref first, from), Unsafe.Add(ref first, one), (long)one << 32 | (uint)from, count, ref _groups[_collected]);
        }
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
            found += (nint)((TransferSieve.Look(ref word, mark ^ other)
                | TransferSieve.Look(ref word, mark ^ Unsafe.Add(ref other, 1))
                | TransferSieve.Look(ref word, mark ^ Unsafe.Add(ref other, 2))
                | TransferSieve.Look(ref word, mark ^ Unsafe.Add(ref other, 3))
                | TransferSieve.Look(ref word, mark ^ Unsafe.Add(ref other, 4))
                | TransferSieve.Look(ref word, mark ^ Unsafe.Add(ref other, 5))
                | TransferSieve.Look(ref word, mark ^ Unsafe.Add(ref other, 6))
                | TransferSieve.Look(ref word, mark ^ Unsafe.Add(ref other, 7))) & 1);
        }

        return found;
    }

    // Again without a branch, for what a group holds beside the pair that passed.
    private void Confirm(int slice)
    {
        var words = _sieve.WordsOf(slice);
        ref var word = ref MemoryMarshal.GetReference(words);
        Span<int> others = stackalloc int[AtOnce + 1];
        foreach (var group in _groups.AsSpan(0, _collected))
        {
            var (one, from) = ((int)(group >> 32), (int)group);
            ref var first = ref Unsafe.Add(ref _layout.FirstMark, from);
            var mark = Unsafe.Add(ref _layout.FirstMark, one);
            var passed = 0;
            for (var i = 0; i < AtOnce; i++)
            {
                others[passed] = from + i;
                passed += (int)(TransferSieve.Look(ref word, mark ^ Unsafe.Add(ref first, i)) & 1);
            }

            foreach (var other in others[..passed])
            {
                if (TransferSieve.HasOthers(words, _layout.Lows[one] ^ _layout.Lows[other]) && other < _layout.EndOfOthers(one, slice))
                {
                    _found.Add((_layout.Places[one], _layout.Places[other]));
                }
            }
        }

        _collected = 0;
    }
}
