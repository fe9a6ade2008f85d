namespace FlinkReady.Readiness.OperatorIds;

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
    private readonly Dictionary<Vertex, Operator[]> _guesses = [];
    private readonly OperatorQueues _floating = new(resolver.Ordinals + 1);
    private readonly OperatorQueues _heads = new(resolver.Ordinals + 1);
    private readonly Operator?[] _places = new Operator?[resolver.Ordinals + 1];
    private readonly HashSet<Vertex> _reached = [];
    private int _walk;
    private SearchEffort _effort = null!;
    private int _cursor;
    private int _position;

    /// <summary>Whether something that has no place yet may have been queued since the last operator with a proven place.</summary>
    private bool _loose;

    /// <summary>The last position at which an operator without exact place may have been visited: up to there no proven place makes the others exact.</summary>
    private int _looseUntil;

    /// <summary>Walks once over the whole graph and sets the windows of all operators it comes by.</summary>
    /// <param name="effort">How far to go where a head has several in-edges.</param>
    public void Walk(SearchEffort effort)
    {
        _effort = effort;
        _walk++;
        _order.Clear();
        _reached.Clear();
        _floating.Clear();
        Array.Clear(_places);
        _heads.Clear();
        resolver.Placement.Slack = effort.Slack;
        resolver.Placement.Retry();
        PlaceConfirmed();
        PlaceSources();
        _loose = false;
        _looseUntil = -1;
        for (_position = 0; _position < _places.Length; _position++)
        {
            var one = _places[_position];
            if (one is not null)
            {
                Visit(one, _position);
            }
            else
            {
                _loose = true;
            }

            AnchorHeads(one);

            // Visiting may add to the queue that is being read.
            for (var entry = _floating.First(_position); entry >= 0; entry = _floating.Next(entry))
            {
                Visit(_floating[entry], _position);
            }
        }

        OrdinalWindows.Set(_order, resolver.Used, effort.ConfirmedOnly);
    }

    private void PlaceConfirmed()
    {
        foreach (var vertex in resolver.Graph.Vertices)
        {
            foreach (var one in vertex.Operators)
            {
                if (one.IsPlaced && one.Ordinal < _places.Length)
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
        if (vertex.Head.IsPlaced && vertex.Hit is { EmitterOrdinal: >= 0 and var emitter } && emitter < _places.Length)
        {
            _heads.Add(emitter, vertex.Head);
        }
    }

    /// <summary>Marks the places of the heads that the operator at this position queued, whichever it is.</summary>
    private void AnchorHeads(Operator? queuedBy)
    {
        for (var entry = _heads.First(_position); entry >= 0; entry = _heads.Next(entry))
        {
            var head = _heads[entry];
            _order.Add(new QueuedOperator(head, queuedBy ?? head, false));
            _cursor = Math.Max(_cursor, head.Ordinal);
            Tighten(queuedBy is not null && !MayQueueMore(queuedBy));
        }
    }

    /// <summary>Whether an operator may have queued a head that has no place yet.</summary>
    private bool MayQueueMore(Operator one)
    {
        if (!one.Vertex.Reading.Certain)
        {
            return true;
        }

        foreach (var consumer in one.Vertex.Consumers)
        {
            if (!consumer.Head.IsPlaced && (consumer.InEdges > 1 ? MayBeReady(consumer, one.Vertex) : !consumer.IsOpen))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the other inputs of a head can all be hashed by the time it is, if it is queued now.</summary>
    private bool MayBeReady(Vertex consumer, Vertex producer)
    {
        var last = _cursor + producer.Operators.Length + producer.Consumers.Count;
        foreach (var input in consumer.IsOpen ? consumer.Inputs! : [])
        {
            if (input != producer && input.Head.IsPlaced && input.Head.Ordinal > last)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Sources come first: at their proven places, the others in the order of the vertices.</summary>
    private void PlaceSources()
    {
        _cursor = -1;
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

        while (_cursor + 1 < _places.Length && _places[_cursor + 1] is { IsHead: true, Vertex.InEdges: 0 } or { IsChainedSource: true })
        {
            _cursor++;
        }
    }

    private void PlaceSource(Operator source)
    {
        _order.Add(new QueuedOperator(source, null, false));
        if (source.IsPlaced && source.Ordinal < _places.Length)
        {
            _places[source.Ordinal] = source;
            return;
        }

        TakeNextPlace(source);
    }

    private void TakeNextPlace(Operator one)
    {
        do
        {
            _cursor++;
        }
        while (_cursor < _places.Length && _places[_cursor] is not null);
        if (_cursor < _places.Length)
        {
            _places[_cursor] = one;
        }
        else
        {
            Float(one);
        }
    }

    private void Float(Operator one)
    {
        var place = Math.Min(_cursor + 1, _places.Length - 1);
        _floating.Add(Math.Max(place, _position), one);
    }

    private void Visit(Operator one, int position)
    {
        if (one.Walk == _walk)
        {
            return;
        }

        var seen = one.Walk > 0;
        one.Walk = _walk;
        _cursor = Math.Max(_cursor, position);
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
            foreach (var consumer in one.Vertex.Consumers)
            {
                Feed(one, consumer);
            }
        }

        var floats = one.Floats || !one.Vertex.Reading.Certain || (_effort.ConfirmedOnly ? !one.IsExact : one is { IsHead: true, IsPlaced: false });
        if (!one.IsExact)
        {
            Loosen(seen ? one.Last : resolver.Ordinals);
        }

        // What was explained only after its place had gone by queues nothing in this walk: the places behind it are given away.
        QueueChildren(one, one.IsPlaced ? one.Ordinal != position : floats);
        foreach (var consumer in one.Vertex.Consumers)
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
            Settle(consumer.Head);
        }
    }

    /// <summary>Queues what is chained to an operator: in the order of the tree, each at the next free place.</summary>
    private void QueueChildren(Operator one, bool floats)
    {
        floats |= !one.Vertex.Reading.Certain;
        var more = MayQueueMore(one);
        if (more)
        {
            Loosen(_cursor + one.Children.Count + one.Vertex.Consumers.Count);
        }

        foreach (var child in one.Children)
        {
            _order.Add(new QueuedOperator(child, one, floats));
            child.Floats = floats && !child.IsPlaced;
            if (child.IsPlaced)
            {
                // Its own place is proven, but it marks that of others only if its parent's is too.
                _cursor = floats ? _cursor : Math.Max(_cursor, child.Ordinal);
                if (!floats)
                {
                    Tighten(!more);
                }

                Settle(child);
            }
            else if (floats)
            {
                Float(child);
            }
            else if (child.ExactOrdinal > _cursor && _effort.ConfirmedOnly && _places[child.ExactOrdinal] is null)
            {
                _cursor = child.ExactOrdinal;
                _places[_cursor] = child;
                Tighten(!more);
            }
            else
            {
                TakeNextPlace(child);
                child.ExactOrdinal = _loose || !_effort.ConfirmedOnly || _cursor >= resolver.Ordinals ? -1 : _cursor;
            }
        }

    }

    /// <summary>After an operator with a proven place the next ones are exact again, unless something before them may still be on its way.</summary>
    private void Tighten(bool complete) => _loose = !complete || _position <= _looseUntil;

    private void Loosen(int until)
    {
        _loose = true;
        _looseUntil = Math.Max(_looseUntil, until);
    }

    /// <summary>Tries what several operators feed, once all of them were visited, and puts what stays unexplained in line to float.</summary>
    private void Reach(Operator one, Vertex consumer)
    {
        if (consumer.Hit is null && consumer.Head.Walk != _walk && InputsAreHashed(consumer))
        {
            if (consumer is { IsOpen: true, InEdges: > 1 } && (inEdges.TrySolve(consumer, SearchWidth.Confirmed, _effort) || inEdges.TrySolve(consumer, _effort.ConfirmedOnly ? SearchWidth.Exact : SearchWidth.Walk, _effort)))
            {
                Settle(consumer.Head);
                return;
            }

            if (_reached.Add(consumer))
            {
                consumer.Head.Floats = true;
                _order.Add(new QueuedOperator(consumer.Head, one, true));
                Float(consumer.Head);
            }
        }
    }

    /// <summary>Puts what was just explained at its place, or visits it now where the walk is past that.</summary>
    private void Settle(Operator one)
    {
        if (one.Walk == _walk || one.Ordinal < 0 || one.Ordinal >= _places.Length)
        {
            return;
        }

        if (one.Ordinal <= _position)
        {
            _floating.Add(_position, one);
            return;
        }

        if (_places[one.Ordinal] is { } displaced && displaced != one && !displaced.IsPlaced)
        {
            _floating.Add(one.Ordinal, displaced);
        }

        _places[one.Ordinal] = one;
    }

    private bool InputsAreHashed(Vertex vertex)
    {
        foreach (var source in vertex.ChainedSources)
        {
            if (source.Walk != _walk)
            {
                return false;
            }
        }

        foreach (var input in vertex.Inputs ?? [])
        {
            if (GuessEmitter(input, vertex).Walk != _walk)
            {
                return false;
            }
        }

        return true;
    }

    private Operator GuessEmitter(Vertex producer, Vertex consumer)
    {
        if (!_guesses.TryGetValue(producer, out var emitters))
        {
            _guesses[producer] = emitters = GuessedOrder.Emitters(producer);
        }

        return emitters.Length == 1 ? emitters[0] : emitters[producer.Consumers.IndexOf(consumer) % emitters.Length];
    }
}
