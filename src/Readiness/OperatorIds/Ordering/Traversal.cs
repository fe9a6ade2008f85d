using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.InEdges;
using FlinkReady.Readiness.OperatorIds.Searches;

namespace FlinkReady.Readiness.OperatorIds.Ordering;

/// <summary>
/// Walks the graph as Flink does (<c>StreamGraphHasherV2.traverseStreamGraphAndGenerateHashes</c>): sources first, then breadth first. What an id has
/// explained sits at its proven k; the operators chained in between take the free places in the order in which Flink queues them. At each operator the
/// walk tries whether its hash explains the id of a vertex that its chain feeds, so each walk starts from more and gets further.
/// </summary>
/// <remarks>
/// Heads that nothing has explained, and what is chained to them, have no proven place. They float: the walk comes by, but they take no place from others,
/// so every place given is the first that is possible, and <see cref="OrdinalWindows"/> adds the last.
/// </remarks>
internal sealed class Traversal(Resolver resolver, InEdgeSolver inEdges)
{
    private readonly List<QueuedOperator> _order = [];
    private readonly GuessedEmitters _guesses = new(resolver.Graph);
    private readonly Looseness _loose = new(resolver.Graph);
    private readonly WalkPlaces _places = new(resolver.Ordinals + 1);
    private readonly OperatorQueues _heads = new(resolver.Ordinals + 1);
    private readonly HashSet<Vertex> _reached = [];
    private int _walk;
    private SearchEffort _effort = null!;

    /// <summary>Walks once over the whole graph and sets the windows of all operators it comes by.</summary>
    /// <param name="effort">How far to go where a head has several in-edges.</param>
    public void Walk(SearchEffort effort)
    {
        _effort = effort;
        _walk++;
        _order.Clear();
        _reached.Clear();
        _places.Clear();
        _heads.Clear();
        resolver.Placement.Slack = effort.Slack;
        resolver.Placement.Retry();
        PlaceConfirmed();
        PlaceSources();
        _loose.Reset();
        for (var position = 0; position < _places.Count; position++)
        {
            _places.Position = position;
            var one = _places[position];
            if (one is not null)
            {
                Visit(one, position);
            }
            else
            {
                _loose.Loosen();
            }

            AnchorHeads(one);

            // Visiting may add to the queue that is being read.
            for (var entry = _places.Floating.First(position); entry >= 0; entry = _places.Floating.Next(entry))
            {
                Visit(_places.Floating[entry], position);
            }
        }

        if (!effort.ConfirmedOnly)
        {
            TryReachedAgain();
        }

        resolver.Order.IsCurrent = false;
        OrdinalWindows.Set(_order, resolver.Used, effort.ConfirmedOnly);
    }

    private void PlaceConfirmed()
    {
        foreach (var vertex in resolver.Graph.Vertices)
        {
            foreach (var one in vertex.Operators)
            {
                if (one.IsPlaced && one.Ordinal < _places.Count)
                {
                    _places[one.Ordinal] = one;
                }
            }

            AddHead(vertex);
        }
    }

    /// <summary>Keeps a head with its proven place by the place of what queued it.</summary>
    private void AddHead(Vertex vertex)
    {
        if (vertex.Head.IsPlaced && vertex.Hit is { EmitterOrdinal: >= 0 and var emitter } && emitter < _places.Count)
        {
            _heads.Add(emitter, vertex.Head);
        }
    }

    /// <summary>Marks the places of the heads that the operator at this position queued, whichever it is.</summary>
    private void AnchorHeads(Operator? queuedBy)
    {
        for (var entry = _heads.First(_places.Position); entry >= 0; entry = _heads.Next(entry))
        {
            var head = _heads[entry];
            _order.Add(new QueuedOperator(head, queuedBy ?? head, false));
            _places.Pass(head.Ordinal);
            _loose.Tighten(_places.Position, queuedBy is not null && !_loose.MayQueueMore(queuedBy, _places.Cursor));
        }
    }

    /// <summary>Sources come first: at their proven places, the others in the order of the vertices.</summary>
    private void PlaceSources()
    {
        foreach (var vertex in resolver.Graph.Vertices)
        {
            foreach (var source in vertex.ChainedSources)
            {
                PlaceSource(source);
            }

            if (vertex.Inputs is not null && vertex.InEdges == 0)
            {
                PlaceSource(vertex.Head);
            }
        }

        while (_places.Cursor + 1 < _places.Count && _places[_places.Cursor + 1] is { IsHead: true, Vertex.InEdges: 0 } or { IsChainedSource: true })
        {
            _places.Pass(_places.Cursor + 1);
        }
    }

    private void PlaceSource(Operator source)
    {
        _order.Add(new QueuedOperator(source, null, false));
        if (source.IsPlaced && source.Ordinal < _places.Count)
        {
            _places[source.Ordinal] = source;
            return;
        }

        _places.TakeNext(source);
    }

    private void Visit(Operator one, int position)
    {
        if (one.Walk == _walk)
        {
            return;
        }

        var seen = one.Walk > 0;
        one.Walk = _walk;
        _places.Pass(position);
        if (!one.IsPlaced)
        {
            one.Ordinal = position;
            if (!one.IsHead && !one.Confirmed)
            {
                var candidate = one.IsChainedSource
                    ? LocalHash.Of(position, 0)
                    : one.Parent!.Candidate ^ resolver.Transfer[position, one.FanOut];
                one.Vertex.Version += candidate == one.Candidate ? 0 : 1;
                one.Candidate = candidate;
            }
        }

        if (one.IsChainedSource)
        {
            Reach(one, one.Vertex);
            return;
        }

        // The same hash would explain nothing new.
        if (one.Candidate != one.FedCandidate)
        {
            one.FedCandidate = one.Candidate;
            for (var i = 0; i < one.Vertex.Consumers.Count && !resolver.Budget.IsSpent; i++)
            {
                Feed(one, one.Vertex.Consumers[i]);
            }
        }

        var floats = one.Floats || !one.Vertex.Reading.Certain || (_effort.ConfirmedOnly ? !one.IsExact : one is { IsHead: true, IsPlaced: false });
        if (!one.IsExact)
        {
            _loose.Loosen(seen ? one.Last : resolver.Ordinals);
        }

        // What was explained only after its place had gone by queues nothing in this walk: the places behind it are given away.
        QueueChildren(one, one.IsPlaced ? one.Ordinal != position : floats);
        foreach (var consumer in _guesses.ConsumersOf(one))
        {
            Reach(one, consumer);
        }
    }

    /// <summary>Tries whether an operator explains the id of a vertex with one in-edge.</summary>
    private void Feed(Operator one, Vertex consumer)
    {
        if (consumer is not { IsOpen: true, Inputs.Length: 1 } || one.Candidate is null || !resolver.Budget.TryTake())
        {
            return;
        }

        var rest = (consumer.Id ^ one.Candidate.Value).Times173();
        if ((one.Confirmed || one.IsHead ? resolver.TryDecodeAny(rest, out var k, out var c) : resolver.TryDecode(consumer, rest, out k, out c))
            && resolver.TryExplain(consumer, new Hit(k, c, [InEdgeTerm.Of(one)])))
        {
            AddHead(consumer);
            _places.Settle(consumer.Head, _walk);
        }
    }

    /// <summary>Queues what is chained to an operator: in the order of the tree, each at the next free place.</summary>
    private void QueueChildren(Operator one, bool floats)
    {
        floats |= !one.Vertex.Reading.Certain;
        var more = _loose.MayQueueMore(one, _places.Cursor);
        if (more)
        {
            _loose.Loosen(_places.Cursor + one.Children.Count + one.Vertex.Consumers.Count);
        }

        foreach (var child in one.Children)
        {
            _order.Add(new QueuedOperator(child, one, floats));
            child.Floats = floats && !child.IsPlaced;
            if (child.IsPlaced)
            {
                // Its own place is proven, but it marks that of others only if its parent's is too.
                if (!floats)
                {
                    _places.Pass(child.Ordinal);
                    _loose.Tighten(_places.Position, !more);
                }

                _places.Settle(child, _walk);
            }
            else if (floats)
            {
                _places.Float(child);
            }
            else if (_effort.ConfirmedOnly && _places.TryTake(child.ExactOrdinal, child))
            {
                _loose.Tighten(_places.Position, !more);
            }
            else
            {
                _places.TakeNext(child);
                child.ExactOrdinal = _loose.IsLoose || !_effort.ConfirmedOnly || _places.Cursor >= resolver.Ordinals ? -1 : _places.Cursor;
            }
        }
    }

    /// <summary>Tries what several operators feed, once all of them were visited, and puts what stays unexplained in line to float.</summary>
    private void Reach(Operator one, Vertex consumer)
    {
        if (consumer.Hit is null && consumer.Head.Walk != _walk && InputsAreHashed(consumer))
        {
            if (consumer is { IsOpen: true, InEdges: > 1 } && (inEdges.TrySolve(consumer, SearchWidth.Confirmed, _effort) || inEdges.TrySolve(consumer, _effort.ConfirmedOnly ? SearchWidth.Exact : SearchWidth.Walk, _effort)))
            {
                _places.Settle(consumer.Head, _walk);
                return;
            }

            if (_reached.Add(consumer))
            {
                consumer.Head.Floats = true;
                _order.Add(new QueuedOperator(consumer.Head, one, true));
                _places.Float(consumer.Head);
            }
        }
    }

    /// <summary>
    /// Tries the heads once more that were reached when only the likeliest emitters had been visited: by now every operator of their inputs has its place.
    /// </summary>
    private void TryReachedAgain()
    {
        foreach (var consumer in _reached)
        {
            if (consumer.IsOpen)
            {
                inEdges.TrySolve(consumer, SearchWidth.Walk, _effort);
            }
        }
    }

    private bool InputsAreHashed(Vertex vertex)
    {
        // The search leaves such heads alone: where they stand matters little, looking at all inputs for each of them much.
        if (vertex.InEdges > InEdgeSolver.MostInEdges)
        {
            return true;
        }

        foreach (var source in vertex.ChainedSources)
        {
            if (source.Walk != _walk)
            {
                return false;
            }
        }

        foreach (var input in vertex.Inputs ?? [])
        {
            if (_guesses.Of(input, vertex).Walk != _walk)
            {
                return false;
            }
        }

        return true;
    }
}
