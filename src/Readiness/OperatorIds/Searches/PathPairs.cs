using System.Numerics;
using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.Knowledge;

namespace FlinkReady.Readiness.OperatorIds.Searches;

/// <summary>
/// Finds up to three unknown operators in a row, and the head below them, where any k may be theirs: the id is the sum of a <c>T(k, c)</c> for each, so
/// those of the first two are laid out and looked up from each choice for the others.
/// </summary>
internal sealed class PathPairs(KnownIds known)
{
    /// <summary>The most k for which all pairs are tried.</summary>
    private const int MostOrdinals = 200;

    private const int MostSteps = 3;

    private readonly Dictionary<(int, int), Pairs> _pairs = [];
    private readonly List<int> _free = [];

    /// <summary>Takes note of the k that are left.</summary>
    public void Renew()
    {
        _pairs.Clear();
        _free.Clear();
        for (var k = 0; k < known.Ordinals && known.Ordinals <= MostOrdinals; k++)
        {
            if (!known.IsUsed(k))
            {
                _free.Add(k);
            }
        }
    }

    /// <summary>Finds k and c of all operators on the path and of the head.</summary>
    /// <param name="path">The unknown operators.</param>
    /// <param name="place">k of the one before them; −1 where it is not known.</param>
    /// <param name="headFanOuts">The fan-outs that the head may have, as bits.</param>
    /// <param name="hash">The sum.</param>
    /// <param name="found">Where k and c go.</param>
    public bool TryFind(List<Operator> path, int place, ulong headFanOuts, OperatorHash hash, (int Ordinal, int FanOut)[] found)
    {
        if (path.Count > MostSteps || _free.Count == 0)
        {
            return false;
        }

        for (var fanOuts = headFanOuts; fanOuts != 0; fanOuts &= fanOuts - 1)
        {
            var c = BitOperations.TrailingZeroCount(fanOuts);
            if (known.Transfer.Row(c) is { } head
                && known.Budget.TryTakeLookups(path.Count == 1 ? _free.Count : (long)_free.Count * _free.Count / 2)
                && (path.Count < MostSteps ? TryRow(path, 0, place, hash, head, found) : TryPairs(path, place, hash, head, found)))
            {
                found[path.Count].FanOut = c;
                return true;
            }
        }

        return false;
    }

    private bool TryRow(List<Operator> path, int index, int place, OperatorHash hash, TransferRow head, (int Ordinal, int FanOut)[] found)
    {
        var c = path[index].FanOut;
        foreach (var k in _free)
        {
            if (k <= place)
            {
                continue;
            }

            var rest = hash ^ known.Transfer[k, c];
            found[index] = (k, c);
            if (index + 1 < path.Count
                ? TryRow(path, index + 1, k, rest, head, found)
                : head.TryFind(rest, out found[index + 1].Ordinal) && found[index + 1].Ordinal > k)
            {
                return true;
            }
        }

        return false;
    }

    private bool TryPairs(List<Operator> path, int place, OperatorHash hash, TransferRow head, (int Ordinal, int FanOut)[] found)
    {
        var key = (path[0].FanOut, path[1].FanOut);
        if (!_pairs.TryGetValue(key, out var pairs))
        {
            if (!known.Budget.TryTakeLookups((long)_free.Count * _free.Count))
            {
                return false;
            }

            _pairs[key] = pairs = new Pairs(known.Transfer, _free, key.Item1, key.Item2);
        }

        var c = path[2].FanOut;
        for (var i = 2; i < _free.Count; i++)
        {
            var rest = hash ^ known.Transfer[_free[i], c];
            for (var j = i + 1; j < _free.Count; j++)
            {
                var low = rest.Low ^ head.Lows[_free[j]];
                if (pairs.MayContain(low) && pairs.TryFind(rest ^ head[_free[j]], place, _free[i], out var first, out var second))
                {
                    found[0] = (first, key.Item1);
                    found[1] = (second, key.Item2);
                    found[2] = (_free[i], c);
                    found[3].Ordinal = _free[j];
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The sums of two, by their lower halves.</summary>
    private sealed class Pairs
    {
        private readonly (int First, int Second)[] _entries;
        private readonly OperatorHash[] _sums;
        private readonly LowBitTable _table;

        public Pairs(TransferTable transfer, List<int> ordinals, int firstFanOut, int secondFanOut)
        {
            _entries = new (int, int)[ordinals.Count * (ordinals.Count - 1) / 2];
            _sums = new OperatorHash[_entries.Length];
            var count = 0;
            for (var i = 0; i < ordinals.Count; i++)
            {
                var first = transfer[ordinals[i], firstFanOut];
                for (var j = i + 1; j < ordinals.Count; j++)
                {
                    _entries[count] = (ordinals[i], ordinals[j]);
                    _sums[count++] = first ^ transfer[ordinals[j], secondFanOut];
                }
            }

            _table = new LowBitTable(Array.ConvertAll(_sums, sum => sum.Low));
        }

        public bool MayContain(ulong low) => _table.First(low) >= 0;

        public bool TryFind(OperatorHash sum, int after, int before, out int first, out int second)
        {
            for (var entry = _table.First(sum.Low); entry >= 0; entry = _table.Next(entry))
            {
                (first, second) = _entries[entry];
                if (_sums[entry] == sum && first > after && second < before)
                {
                    return true;
                }
            }

            first = second = 0;
            return false;
        }
    }
}
