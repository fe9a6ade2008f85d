using System.Runtime.InteropServices;
using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.Knowledge;
using FlinkReady.Readiness.OperatorIds.Ordering;

namespace FlinkReady.Readiness.OperatorIds.Searches;

/// <summary>Searches one chain for what feeds its consumers: below each operator with a proven place, with every k that <see cref="QueueOrder"/> leaves.</summary>
internal sealed class ChainDescent(KnownIds known)
{
    private readonly List<OpenConsumer> _open = [];
    private int _left;
    private bool _cut;
    private int _lookupsOfOne;

    /// <summary>Explained ids before the search of this chain: while there are no more, what is less deep than the search goes was tried when it went that deep.</summary>
    private int _explainedBefore;

    /// <summary>The consumers that are searched for.</summary>
    public List<OpenConsumer> Open => _open;

    /// <summary>Lookups since an id was last explained.</summary>
    public long LookupsSinceFind { get; set; }

    /// <summary>Searches deeper and deeper, until nothing is left to try or an effort is spent.</summary>
    public void Search(Vertex vertex, SearchEffort effort)
    {
        CountLookups();
        _explainedBefore = known.Explained;
        (_cut, _left) = (true, 0);
        for (var depth = 1; depth <= effort.Depth && _cut && _open.Count > 0 && _left >= 0; depth++)
        {
            _cut = false;
            _left = effort.Lookups * _open.Count;
            Descend(vertex, depth);
        }
    }

    /// <summary>Tries the operators whose hash stands and was not tried before.</summary>
    public void Feed(Vertex vertex)
    {
        foreach (var one in vertex.Operators)
        {
            if ((one.Confirmed || one.IsHead) && one.FedCandidate != one.Candidate)
            {
                one.FedCandidate = one.Candidate;
                Feed(one);
            }
        }
    }

    /// <summary>Tries an operator whose hash stands on all open consumers.</summary>
    private void Feed(Operator one)
    {
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            if (known.Budget.TryTake() && TryConsumer(one, _open[i]))
            {
                _open.RemoveAt(i);
            }
        }
    }

    private void CountLookups()
    {
        _lookupsOfOne = 0;
        foreach (var consumer in _open)
        {
            _lookupsOfOne += consumer.Lookups;
        }
    }

    /// <summary>Searches below every operator with a proven place, a number of unknown ones deep.</summary>
    private void Descend(Vertex vertex, int depth)
    {
        foreach (var one in vertex.Operators)
        {
            while (_open.Count > 0 && one.IsPlaced && Descend(one, one.Candidate!.Value, one.Ordinal, depth))
            {
                LookupsSinceFind = 0;
                _open.RemoveAll(entry => !entry.Consumer.IsOpen);
                CountLookups();
            }
        }
    }

    /// <summary>Tries every k that is left for what is chained to an operator, and for what is chained to that; true as soon as something is explained.</summary>
    private bool Descend(Operator parent, OperatorHash hash, int place, int depth)
    {
        foreach (var child in CollectionsMarshal.AsSpan(parent.Children))
        {
            if (child.Confirmed)
            {
                continue;
            }

            var (first, last) = parent.IsPlaced ? (child.First, child.Last) : known.Order.Window(child, place, place);
            first = Math.Max(first, place + 1);
            last = Math.Min(last, known.Ordinals - 1);
            if (first > last)
            {
                continue;
            }

            var lookups = (last - first + 1) * _lookupsOfOne;
            if (lookups > _left || !known.Budget.TryTakeLookups(lookups))
            {
                _left = -1;
                return false;
            }

            _left -= lookups;
            LookupsSinceFind += lookups;
            var deeper = depth > 1 && child.Children.Count > 0;
            _cut |= depth == 1 && child.Children.Count > 0;
            var isNew = depth == 1 || known.Explained != _explainedBefore;
            if (deeper ? TryEach(child, hash, first, last, depth - 1, isNew) : isNew && TryLast(child, hash, first, last))
            {
                return true;
            }

            if (_left < 0)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Tries every k for an operator within a path.</summary>
    private bool TryEach(Operator child, OperatorHash hash, int first, int last, int depth, bool isNew)
    {
        var (ordinal, candidate) = (child.Ordinal, child.Candidate);
        for (var k = first; k <= last && _left >= 0; k++)
        {
            if (known.IsUsed(k))
            {
                continue;
            }

            var value = hash ^ known.Transfer[k, child.FanOut];
            (child.Ordinal, child.Candidate) = (k, value);
            if ((isNew && TryConsumers(child, value)) || (depth > 0 && Descend(child, value, k, depth)))
            {
                return true;
            }
        }

        (child.Ordinal, child.Candidate) = (ordinal, candidate);
        return false;
    }

    /// <summary>Tries every k for the last operator of a path.</summary>
    private bool TryLast(Operator child, OperatorHash hash, int first, int last)
    {
        if (known.Transfer.Row(child.FanOut) is not { } row)
        {
            return TryEach(child, hash, first, last, 0, isNew: true);
        }

        foreach (ref readonly var open in CollectionsMarshal.AsSpan(_open))
        {
            for (var k = first; (k = open.NextFit(hash, row, k, last + 1)) >= 0; k++)
            {
                if (!known.IsUsed(k) && TryEach(child, hash, k, k, 0, isNew: true))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool TryConsumers(Operator child, OperatorHash hash)
    {
        foreach (ref readonly var open in CollectionsMarshal.AsSpan(_open))
        {
            if (open.MayBeFedBy(hash) && TryConsumer(child, open))
            {
                return true;
            }
        }

        return false;
    }

    private bool TryConsumer(Operator one, in OpenConsumer open)
    {
        if (open.InEdges is { } others)
        {
            return known.Budget.TryTake() && others.TryWith(one);
        }

        var consumer = open.Consumer;
        return known.TryDecodeSingle(consumer, consumer.Id ^ one.Candidate!.Value, out var k, out var c)
            && known.TryExplain(consumer, new Explanation(k, c, [InEdgeTerm.Of(one)]));
    }
}
