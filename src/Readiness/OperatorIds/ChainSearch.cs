namespace FlinkReady.Readiness.OperatorIds;

/// <summary>
/// Looks inside chains. Along a chain of operators without uid every hash is the one before xor T(k, c), so from a known hash it is only the k that are
/// unknown, and <see cref="OrdinalWindows"/> leaves few of them. Each choice of k is held against the ids of the vertices that the chain feeds.
/// </summary>
internal sealed class ChainSearch(Resolver resolver, InEdgeSolver inEdges)
{
    /// <summary>Lookups for one attempt of an effort, where consumers have one in-edge, and where they have several.</summary>
    private const int LookupsOfOne = 8;
    private const int LookupsOfSeveral = 16;

    private static readonly int[] _depths = [1, 2, 3, 4, 6, int.MaxValue];

    private readonly List<OpenConsumer> _open = [];
    private readonly HashSet<(int Vertex, ulong Windows)> _tried = [];
    private int _left;
    private int _lookups;

    /// <summary>Whether the last search left out operators for the number of unknown ones above them.</summary>
    private bool _cut;
    private SearchEffort _effort = null!;

    /// <summary>Forgets what was tried in vain: more is known now.</summary>
    public void Reset() => _tried.Clear();

    /// <summary>Searches every chain that feeds an unexplained vertex.</summary>
    /// <param name="effort">How far to go.</param>
    public void Run(SearchEffort effort)
    {
        _effort = effort;
        foreach (var vertex in resolver.Graph.Vertices)
        {
            if ((effort.ConfirmedOnly && !(vertex.Head.Confirmed && vertex.Reading.Certain)) || vertex.Operators.Length == 1 || !vertex.HasId)
            {
                continue;
            }

            if (!vertex.Consumers.Exists(consumer => consumer.IsOpen) || !_tried.Add((vertex.Index, SignatureOf(vertex))))
            {
                continue;
            }

            if (HasWindows(vertex))
            {
                Search(vertex, several: false);
                Search(vertex, several: true);
            }
        }
    }

    /// <summary>Whether there is anything to try: an operator of unknown k below one whose hash stands, with a window that is narrow enough.</summary>
    private bool HasWindows(Vertex vertex)
    {
        foreach (var one in vertex.Operators)
        {
            if (!one.Confirmed && one.Parent is { } parent && (parent.Confirmed || parent.IsHead) && one.Last - one.First < _effort.Width)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Searches for the consumers with one in-edge, which cost little, or for those with several; few unknown operators in a row first.</summary>
    private void Search(Vertex vertex, bool several)
    {
        Collect(vertex, several);
        foreach (var depth in _depths)
        {
            _left = _effort.Attempts * (several ? LookupsOfSeveral : LookupsOfOne * _open.Count);
            _cut = false;
            while (_open.Count > 0 && _left > 0 && Descend(vertex, depth))
            {
                _open.RemoveAll(entry => !entry.Consumer.IsOpen);
                CountLookups();
            }

            if (_open.Count == 0 || !_cut)
            {
                return;
            }
        }
    }

    /// <summary>Sums up what a search of this chain starts from: with the same windows it would fail again.</summary>
    private ulong SignatureOf(Vertex vertex)
    {
        var signature = (ulong)_effort.Width;
        foreach (var one in vertex.Operators)
        {
            signature = unchecked((signature ^ (uint)one.First) * 0x9E3779B97F4A7C15 + (uint)one.Last);
        }

        foreach (var consumer in vertex.Consumers)
        {
            foreach (var input in consumer is { IsOpen: true, InEdges: > 1 and <= InEdgeSolver.MostInEdges } ? consumer.Inputs! : [])
            {
                signature = unchecked(signature * 31 + (ulong)input.Operators.Count(one => one.Confirmed));
            }
        }

        return signature;
    }

    private void CountLookups()
    {
        _lookups = 0;
        foreach (var consumer in _open)
        {
            _lookups += consumer.Lookups;
        }
    }

    private void Collect(Vertex vertex, bool several)
    {
        _open.Clear();
        foreach (var consumer in vertex.Consumers)
        {
            if (!consumer.IsOpen || consumer.InEdges > 1 != several)
            {
                continue;
            }

            var others = several ? inEdges.Open(consumer, vertex) : null;
            if (!several || others is not null)
            {
                _open.Add(new OpenConsumer(consumer, others, resolver.Transfer));
            }
        }

        CountLookups();
    }

    /// <summary>Searches below every operator whose hash stands; true as soon as something is explained.</summary>
    private bool Descend(Vertex vertex, int depth)
    {
        foreach (var one in vertex.Operators)
        {
            if (one.Confirmed || one.IsHead)
            {
                if (Descend(one, depth))
                {
                    return true;
                }

                if (_left < 0)
                {
                    return false;
                }
            }
        }

        return false;
    }

    /// <summary>Searches below an operator whose candidate hash stands, or is tried, down to the next ones whose hash stands.</summary>
    private bool Descend(Operator parent, int depth)
    {
        foreach (var child in parent.Children)
        {
            if (child.Confirmed)
            {
                continue;
            }

            if (depth == 0)
            {
                _cut = true;
                return false;
            }

            if (TryOrdinals(parent, child, depth - 1))
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

    private bool TryOrdinals(Operator parent, Operator child, int depth)
    {
        if (parent.Candidate is null || child.Ordinal < 0 || child.Last - child.First >= _effort.Width)
        {
            return false;
        }

        var above = parent.Uid is not null || parent is { IsHead: true, Confirmed: false } ? -1 : parent.Ordinal;
        var first = Math.Max(child.First - _effort.Slack, above + 1);
        var last = Math.Min(child.Last + _effort.Slack, resolver.Ordinals - 1);
        var center = Math.Clamp(child.Ordinal, first, Math.Max(first, last));
        for (var distance = 0; distance <= Math.Max(last - center, center - first); distance++)
        {
            if ((center + distance <= last && TryOrdinal(parent, child, center + distance, depth))
                || (distance > 0 && center - distance >= first && TryOrdinal(parent, child, center - distance, depth)))
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

    private bool TryOrdinal(Operator parent, Operator child, int k, int depth)
    {
        if (resolver.IsUsed(k))
        {
            return false;
        }

        if (!resolver.Budget.TryTakeLookups(_lookups))
        {
            _left = -1;
            return false;
        }

        var value = parent.Candidate!.Value ^ resolver.Transfer[k, child.FanOut];
        _left -= _lookups;
        var fits = FirstFit(value, 0);
        if (fits < 0 && child.Children.Count == 0)
        {
            return false;
        }

        var (ordinal, candidate) = (child.Ordinal, child.Candidate);
        (child.Ordinal, child.Candidate) = (k, value);
        for (; fits >= 0; fits = FirstFit(value, fits + 1))
        {
            if (TryConsumer(child, _open[fits]))
            {
                return true;
            }
        }

        if (_left >= 0 && Descend(child, depth))
        {
            return true;
        }

        (child.Ordinal, child.Candidate) = (ordinal, candidate);
        return false;
    }

    /// <summary>The first consumer, from an index on, that the hash may explain; −1 where there is none.</summary>
    private int FirstFit(OperatorHash value, int from)
    {
        for (var i = from; i < _open.Count; i++)
        {
            if (_open[i].MayBeFedBy(value))
            {
                return i;
            }
        }

        return -1;
    }

    private bool TryConsumer(Operator one, OpenConsumer open)
    {
        var consumer = open.Consumer;
        if (open.InEdges is { } others)
        {
            return resolver.Budget.TryTake() && others.TryWith(one);
        }

        return resolver.TryDecodeSingle(consumer, consumer.Id ^ one.Candidate!.Value, out var k, out var c)
            && resolver.TryExplain(consumer, new Hit(k, c, [InEdgeTerm.Of(one)]));
    }
}
