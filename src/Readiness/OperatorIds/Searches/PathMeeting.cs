using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.Searches;

/// <summary>
/// Explains a head with one in-edge below a path of unknown operators, each with many k left for it: the sums for the first operators of the path are kept, and
/// looked up from each choice of k for the others and the head. It takes about the root of what it takes to try all choices.
/// </summary>
internal sealed class PathMeeting(Resolver resolver)
{
    /// <summary>The most sums that are kept.</summary>
    private const int MostKept = 1 << 18;

    /// <summary>What it costs to keep a sum, in lookups.</summary>
    private const int LookupsOfKeeping = 4;

    private readonly List<Operator> _path = [];
    private readonly List<(int First, int Last)> _windows = [];
    private int[] _ordinals = new int[16];
    private ulong[] _kept = [];
    private LowBitTable? _table;
    private int _count;
    private int _wanted;

    /// <summary>The number of operators whose sums are kept.</summary>
    private int _middle;
    private Operator _start = null!;
    private Vertex _consumer = null!;
    private TransferRow _head = null!;

    /// <summary>
    /// Takes up the path to an operator from the last one above it whose place is proven, and counts what it takes to find out whether the operator feeds a
    /// head, in lookups; <see cref="long.MaxValue"/> where that is too much.
    /// </summary>
    public long Prepare(Operator emitter, Vertex consumer)
    {
        _path.Clear();
        _start = emitter.Base;
        _consumer = consumer;
        for (var one = emitter; one != _start; one = one.Parent!)
        {
            _path.Add(one);
        }

        _path.Reverse();
        if (!_start.IsPlaced || !consumer.Reading.IsSureOfFanOut || resolver.Transfer.Row(consumer.Head.FanOut) is not { } head)
        {
            return long.MaxValue;
        }

        _head = head;
        _ordinals = _ordinals.Length < _path.Count ? new int[_path.Count] : _ordinals;
        _windows.Clear();
        var (first, last) = (_start.Ordinal, _start.Ordinal);
        for (var i = 0; i <= _path.Count; i++)
        {
            (first, last) = Window(i, first, last);
            _windows.Add((first, last));
        }

        return ChooseMiddle();
    }

    /// <summary>Looks for the k of all operators on the path that was taken up, and explains the head with them.</summary>
    public bool TryExplain()
    {
        (_count, _wanted) = (0, -1);
        Keep(0, _start.Candidate!.Value, _windows[0]);
        _table = new LowBitTable(_kept.AsSpan(0, _count));
        return TryRest(_middle, _consumer.Id, _windows[_middle]);
    }

    /// <summary>The k that are left for an operator of the path, or below them for the head, if the one above it is hashed between two places.</summary>
    private (int First, int Last) Window(int index, int parentFirst, int parentLast)
    {
        var (first, last) = index == 0 ? (_path[0].First, _path[0].Last)
            : index < _path.Count ? resolver.Order.Window(_path[index], parentFirst, parentLast)
            : (resolver.Order.FirstAfter(parentFirst), resolver.Order.LastAfter(parentLast));
        return (Math.Max(first, parentFirst + 1), Math.Min(last, resolver.Ordinals - 1));
    }

    /// <summary>Parts the path where the ways to the operators above and those from there to the head cost least.</summary>
    private long ChooseMiddle()
    {
        var below = WaysBelow();
        var best = long.MaxValue;
        var ways = Array.Empty<long>();
        for (var i = 0; i < _path.Count; i++)
        {
            var (first, last) = _windows[i];
            var next = new long[Math.Max(0, last - first + 1)];
            for (var above = 0; above < (i == 0 ? 1 : ways.Length); above++)
            {
                var place = i == 0 ? _start.Ordinal : _windows[i - 1].First + above;
                var (from, to) = Window(i, place, place);
                for (var k = Math.Max(from, first); k <= Math.Min(to, last); k++)
                {
                    next[k - first] += resolver.IsUsed(k) ? 0 : i == 0 ? 1 : ways[above];
                }
            }

            ways = next;
            var kept = Total(ways);
            var cost = kept > MostKept || below[i + 1] == long.MaxValue ? long.MaxValue : kept * LookupsOfKeeping + below[i + 1];
            (best, _middle) = cost < best ? (cost, i + 1) : (best, _middle);
            if (kept > MostKept)
            {
                break;
            }
        }

        return best;
    }

    /// <summary>For each operator of the path and the head the number of ways from it to the head; <see cref="long.MaxValue"/> where they are too many.</summary>
    private long[] WaysBelow()
    {
        var below = new long[_path.Count + 1];
        Array.Fill(below, long.MaxValue);
        var ways = Array.Empty<long>();
        for (var i = _path.Count; i >= 0; i--)
        {
            var (first, last) = _windows[i];
            var next = new long[Math.Max(0, last - first + 1)];
            for (var k = first; k <= last; k++)
            {
                if (resolver.IsUsed(k))
                {
                    continue;
                }

                if (i == _path.Count)
                {
                    next[k - first] = 1;
                    continue;
                }

                var (from, to) = Window(i + 1, k, k);
                for (var other = Math.Max(from, _windows[i + 1].First); other <= Math.Min(to, _windows[i + 1].Last); other++)
                {
                    next[k - first] += ways[other - _windows[i + 1].First];
                }
            }

            ways = next;
            below[i] = Total(ways);
            if (below[i] > int.MaxValue)
            {
                below[i] = long.MaxValue;
                break;
            }
        }

        return below;
    }

    private static long Total(long[] ways)
    {
        var total = 0L;
        foreach (var count in ways)
        {
            total += count;
        }

        return total;
    }

    /// <summary>Keeps the sums for the first operators, or goes to the one that is wanted: true once k of these operators are set to it.</summary>
    private bool Keep(int index, OperatorHash hash, (int First, int Last) window)
    {
        for (var k = window.First; k <= window.Last; k++)
        {
            if (resolver.IsUsed(k))
            {
                continue;
            }

            _ordinals[index] = k;
            var value = hash ^ resolver.Transfer[k, _path[index].FanOut];
            if (index + 1 < _middle)
            {
                if (Keep(index + 1, value, Window(index + 1, k, k)))
                {
                    return true;
                }

                continue;
            }

            if (_count == _wanted)
            {
                return true;
            }

            if (_wanted < 0)
            {
                Keep(value.Low);
            }

            _count++;
        }

        return false;
    }

    private void Keep(ulong low)
    {
        if (_count == _kept.Length)
        {
            Array.Resize(ref _kept, Math.Max(1024, 2 * _count));
        }

        _kept[_count] = low;
    }

    /// <summary>Goes through k of the other operators and the head; <paramref name="rest"/> is what the id leaves for those above.</summary>
    private bool TryRest(int index, OperatorHash rest, (int First, int Last) window)
    {
        for (var k = window.First; k <= window.Last; k++)
        {
            if (resolver.IsUsed(k))
            {
                continue;
            }

            if (index == _path.Count)
            {
                if (TryHead(rest ^ _head[k], k))
                {
                    return true;
                }

                continue;
            }

            _ordinals[index] = k;
            if (TryRest(index + 1, rest ^ resolver.Transfer[k, _path[index].FanOut], Window(index + 1, k, k)))
            {
                return true;
            }
        }

        return false;
    }

    private bool TryHead(OperatorHash value, int ordinal)
    {
        for (var entry = _table!.First(value.Low); entry >= 0; entry = _table.Next(entry))
        {
            if (_kept[entry] == value.Low && TryEntry(entry, ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private bool TryEntry(int entry, int ordinal)
    {
        (_count, _wanted) = (0, entry);
        Keep(0, _start.Candidate!.Value, _windows[0]);
        var above = InEdgeTerm.Of(_start);
        var value = above.Value;
        var steps = new (int Ordinal, int FanOut)[_path.Count];
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i] = (_ordinals[i], _path[i].FanOut);
            value ^= resolver.Transfer[_ordinals[i], _path[i].FanOut];
        }

        return (_consumer.Id ^ value) == _head[ordinal]
            && resolver.TryExplain(_consumer, new Hit(ordinal, _consumer.Head.FanOut, [above with { Value = value, Steps = [.. above.Steps, .. steps], Emitter = _path[^1] }]));
    }
}
