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
    private readonly List<Operator>?[] _floating = new List<Operator>?[resolver.Ordinals + 1];
    private readonly Operator?[] _places = new Operator?[resolver.Ordinals + 1];
    private readonly HashSet<Vertex> _reached = [];
    private int _walk;
    private SearchEffort _effort = null!;
    private int _cursor;
    private int _position;

    /// <summary>Walks once over the whole graph; the operators in the order in which they were queued.</summary>
    /// <param name="effort">How far to go where a head has several in-edges.</param>
    public IReadOnlyList<QueuedOperator> Walk(SearchEffort effort)
    {
        _effort = effort;
        _walk++;
        _order.Clear();
        _reached.Clear();
        Array.Clear(_floating);
        Array.Clear(_places);
        PlaceConfirmed();
        PlaceSources();
        for (_position = 0; _position < _places.Length; _position++)
        {
            if (_places[_position] is { } one)
            {
                Visit(one, _position);
            }

            // Visiting may add to the list that is being read.
            for (var i = 0; i < (_floating[_position]?.Count ?? 0); i++)
            {
                Visit(_floating[_position]![i], _position);
            }
        }

        OrdinalWindows.Set(_order, resolver.Used);
        return _order;
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
        }
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
        (_floating[Math.Max(place, _position)] ??= []).Add(one);
    }

    private void Visit(Operator one, int position)
    {
        if (one.Walk == _walk)
        {
            return;
        }

        one.Walk = _walk;
        _cursor = Math.Max(_cursor, position);
        one.Vertex.Version++;
        if (!one.IsPlaced)
        {
            one.Ordinal = position;
            if (!one.IsHead && !one.Confirmed)
            {
                one.Candidate = one.IsChainedSource
                    ? LocalHash.Of(position, 0)
                    : one.Parent!.Candidate ^ resolver.Transfer[position, one.FanOut];
            }
        }

        if (one.IsChainedSource)
        {
            Reach(one, one.Vertex);
            return;
        }

        foreach (var consumer in one.Vertex.Consumers)
        {
            Feed(one, consumer);
        }

        QueueChildren(one);
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
            Settle(consumer.Head);
        }
    }

    /// <summary>Queues what is chained to an operator: in the order of the tree, each at the next free place.</summary>
    private void QueueChildren(Operator one)
    {
        var floats = !one.Vertex.Reading.Certain || (!one.IsPlaced && (one.IsHead || one.Floats));
        foreach (var child in one.Children)
        {
            _order.Add(new QueuedOperator(child, one, floats));
            if (child.IsPlaced)
            {
                // Its own place is proven, but it marks that of others only if its parent's is too.
                _cursor = floats ? _cursor : Math.Max(_cursor, child.Ordinal);
                Settle(child);
            }
            else if (floats)
            {
                child.Floats = true;
                Float(child);
            }
            else
            {
                child.Floats = false;
                TakeNextPlace(child);
            }
        }
    }

    /// <summary>Queues a head that an operator feeds: the proven ones to mark the place of all that is queued after them, the others to float.</summary>
    private void Reach(Operator one, Vertex consumer)
    {
        if (consumer.Hit is { } hit)
        {
            if (hit.Terms is [{ Emitter: { } emitter }] && emitter == one && one.IsPlaced && consumer.Head.IsPlaced)
            {
                _cursor = Math.Max(_cursor, consumer.Head.Ordinal);
                _order.Add(new QueuedOperator(consumer.Head, one, false));
            }
        }
        else if (consumer.Head.Walk != _walk && InputsAreHashed(consumer))
        {
            if (consumer is { IsOpen: true, InEdges: > 1 } && (inEdges.TrySolve(consumer, SearchWidth.Confirmed, _effort) || inEdges.TrySolve(consumer, SearchWidth.Walk, _effort)))
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
            (_floating[_position] ??= []).Add(one);
            return;
        }

        if (_places[one.Ordinal] is { } displaced && displaced != one && !displaced.IsPlaced)
        {
            (_floating[one.Ordinal] ??= []).Add(displaced);
        }

        _places[one.Ordinal] = one;
    }

    private bool InputsAreHashed(Vertex vertex) =>
        vertex.ChainedSources.All(source => source.Walk == _walk)
        && (vertex.Inputs ?? []).All(input => GuessEmitter(input, vertex).Walk == _walk);

    private Operator GuessEmitter(Vertex producer, Vertex consumer)
    {
        if (!_guesses.TryGetValue(producer, out var emitters))
        {
            _guesses[producer] = emitters = GuessedOrder.Emitters(producer);
        }

        return emitters.Length == 1 ? emitters[0] : emitters[producer.Consumers.IndexOf(consumer) % emitters.Length];
    }
}
