using System.Numerics;
using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.Knowledge;

namespace FlinkReady.Readiness.OperatorIds.Searches;

/// <summary>
/// Explains heads with one in-edge, however many unknown operators lie between them and one whose hash stands. The id xor that hash is the sum of a
/// <c>T(k, c)</c> for each of them and one for the head: where few k are left, <see cref="XorSpan"/> tells which, or that there are none.
/// </summary>
internal sealed class PathSearch(KnownIds known)
{
    private const int MostRounds = 10;

    /// <summary>Unknown operators in a row, and the choices of k for all of them (log₂) that a match may be one of.</summary>
    private const int MostSteps = 40;
    private const double MostChoices = 40;

    /// <summary>What it takes to look up a sum, and to add a word to others, in lookups.</summary>
    private const int LookupsOfSum = 32;
    private const int WordsPerLookup = 8;

    private readonly (int Ordinal, int FanOut)[] _sum = new (int, int)[MostSteps + 1];
    private readonly (int First, int Last)[] _windows = new (int, int)[MostSteps + 1];
    private readonly List<Operator> _path = [];
    private readonly Dictionary<ulong, XorSpan> _everywhere = [];
    private readonly PathPairs _pairs = new(known);
    private XorSpan? _within;
    private int _free;

    /// <summary>The fan-outs that the head in question may have, as bits.</summary>
    private ulong _headFanOuts;

    /// <summary>Searches until nothing more is found.</summary>
    public void Run()
    {
        for (int round = 0, before = -1; round < MostRounds && before != known.Explained && !known.Budget.IsSpent; round++)
        {
            before = known.Explained;
            known.Order.Update();
            Renew();
            foreach (var producer in known.Graph.Vertices)
            {
                if (producer is { HasId: true, Reading.Certain: true, Operators.Length: > 1, Consumers.Count: > 0 })
                {
                    Search(producer);
                }
            }
        }
    }

    private void Renew()
    {
        _everywhere.Clear();
        _pairs.Renew();
        _free = 0;
        for (var k = 0; k < known.Ordinals; k++)
        {
            _free += known.IsUsed(k) ? 0 : 1;
        }
    }

    private void Search(Vertex producer)
    {
        foreach (var consumer in producer.Consumers)
        {
            for (var i = 1; i < producer.Operators.Length && consumer is { IsOpen: true, InEdges: 1 }; i++)
            {
                if (!producer.Operators[i].Confirmed)
                {
                    Try(producer.Operators[i], consumer);
                }
            }
        }
    }

    /// <summary>Tries whether an operator of unknown hash feeds the consumer.</summary>
    private void Try(Operator emitter, Vertex consumer)
    {
        _path.Clear();
        var start = emitter.Base;
        for (var one = emitter; one != start && _path.Count <= MostSteps; one = one.Parent!)
        {
            _path.Add(one);
        }

        _path.Reverse();
        if (_path.Count > MostSteps || start.Candidate is not { } hash || FanOuts(consumer) is not (> 0 and var fanOuts))
        {
            return;
        }

        var place = start.IsPlaced ? start.Ordinal : -1;
        if (SpanOf(fanOuts, place) is { } span)
        {
            if (known.Budget.TryTakeLookups(LookupsOfSum) && span.Find(consumer.Id ^ hash, _sum.AsSpan(0, _path.Count + 1)) == _path.Count + 1 && Fits(place))
            {
                Explain(start, emitter, consumer);
            }
        }
        else if (_pairs.TryFind(_path, place, _headFanOuts, consumer.Id ^ hash, _sum))
        {
            Explain(start, emitter, consumer);
        }
    }

    /// <summary>The fan-outs of the path and those that the consumer's head may have, as bits; 0 where one of them is out of range.</summary>
    private ulong FanOuts(Vertex consumer)
    {
        if (consumer.Head.FanOut >= LocalHashTable.FanOuts)
        {
            return 0;
        }

        _headFanOuts = 1UL << consumer.Head.FanOut | (consumer.Reading.IsSureOfFanOut ? 0 : (1UL << LocalHash.InvertibleFanOut + 1) - 1);
        var fanOuts = _headFanOuts;
        foreach (var one in _path)
        {
            if (one.FanOut >= LocalHashTable.FanOuts)
            {
                return 0;
            }

            fanOuts |= 1UL << one.FanOut;
        }

        return fanOuts;
    }

    /// <summary>The sums of all words that the path may consist of; null where they are too many.</summary>
    private XorSpan? SpanOf(ulong fanOuts, int place)
    {
        if (_free * BitOperations.PopCount(fanOuts) > XorSpan.MostWords)
        {
            return place < 0 || !SetWindows(place) ? null : Within();
        }

        if (ChoicesAmong(_free) > MostChoices)
        {
            return null;
        }

        if (!_everywhere.TryGetValue(fanOuts, out var span))
        {
            span = new XorSpan();
            for (var k = 0; k < known.Ordinals; k++)
            {
                Add(span, k, fanOuts);
            }

            known.Budget.TryTakeLookups(span.Count * span.Count / WordsPerLookup);
            _everywhere.Add(fanOuts, span);
        }

        return span;
    }

    /// <summary>Sets the k that each operator of the path can have, below one with a proven place; false where these are too many choices.</summary>
    private bool SetWindows(int place)
    {
        var (first, last) = (place, place);
        var choices = 0.0;
        for (var i = 0; i < _path.Count; i++)
        {
            (first, last) = i == 0 ? (_path[0].First, _path[0].Last) : known.Order.Window(_path[i], first, last);
            if (!Narrow(i))
            {
                return false;
            }
        }

        (first, last) = (known.Order.FirstAfter(first), known.Order.LastAfter(last));
        return Narrow(_path.Count) && Math.Min(choices, ChoicesAmong(last - _windows[0].First + 1)) <= MostChoices;

        bool Narrow(int index)
        {
            first = Math.Max(first, index == 0 ? place + 1 : _windows[index - 1].First + 1);
            last = Math.Min(last, known.Ordinals - 1);
            _windows[index] = (first, last);
            choices += first <= last ? Math.Log2(last - first + 1) : 0;
            return first <= last;
        }
    }

    /// <summary>The sums of what the windows leave; null where that is too much.</summary>
    private XorSpan? Within()
    {
        var words = 0;
        for (var i = 0; i <= _path.Count; i++)
        {
            words += _windows[i].Last - _windows[i].First + 1;
        }

        // Windows of one path overlap, but not much.
        if (words > 2 * XorSpan.MostWords)
        {
            return null;
        }

        var span = _within ??= new XorSpan();
        span.Clear();
        for (var k = _windows[0].First; k <= _windows[_path.Count].Last; k++)
        {
            var fanOuts = 0UL;
            for (var i = 0; i <= _path.Count; i++)
            {
                fanOuts |= k >= _windows[i].First && k <= _windows[i].Last ? i < _path.Count ? 1UL << _path[i].FanOut : _headFanOuts : 0;
            }

            if (!Add(span, k, fanOuts))
            {
                return null;
            }
        }

        return known.Budget.TryTakeLookups(span.Count * span.Count / WordsPerLookup) ? span : null;
    }

    /// <summary>Adds the words of one k; false where there is no room for them.</summary>
    private bool Add(XorSpan span, int k, ulong fanOuts)
    {
        if (known.IsUsed(k))
        {
            return true;
        }

        if (span.Count + BitOperations.PopCount(fanOuts) > XorSpan.MostWords)
        {
            return false;
        }

        for (; fanOuts != 0; fanOuts &= fanOuts - 1)
        {
            var c = BitOperations.TrailingZeroCount(fanOuts);
            span.Add(k, c, known.Transfer[k, c]);
        }

        return true;
    }

    /// <summary>The number of ways (log₂) to choose k for the path and the head, in ascending order.</summary>
    private double ChoicesAmong(int ordinals)
    {
        var choices = 0.0;
        for (var i = 0; i <= _path.Count && i < ordinals; i++)
        {
            choices += Math.Log2((double)(ordinals - i) / (i + 1));
        }

        return choices;
    }

    /// <summary>Whether the sum that was found is one of this path: k ascends, and each operator has its fan-out.</summary>
    private bool Fits(int place)
    {
        for (var i = 0; i <= _path.Count; i++)
        {
            var (ordinal, fanOut) = _sum[i];
            if (ordinal <= place || (i < _path.Count ? fanOut != _path[i].FanOut : (_headFanOuts >> fanOut & 1) == 0))
            {
                return false;
            }

            place = ordinal;
        }

        return true;
    }

    private void Explain(Operator start, Operator emitter, Vertex consumer)
    {
        var above = InEdgeTerm.Of(start);
        var value = above.Value;
        for (var i = 0; i < _path.Count; i++)
        {
            value ^= known.Transfer[_sum[i].Ordinal, _sum[i].FanOut];
        }

        var (k, c) = _sum[_path.Count];
        known.TryExplain(consumer, new Explanation(k, c, [above with { Value = value, Steps = [.. above.Steps, .. _sum.AsSpan(0, _path.Count)], Emitter = emitter }]));
    }
}
