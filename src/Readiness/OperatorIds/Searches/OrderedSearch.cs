using System.Runtime.InteropServices;
using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.InEdges;
using FlinkReady.Readiness.OperatorIds.Ordering;

namespace FlinkReady.Readiness.OperatorIds.Searches;

/// <summary>
/// Explains ids from everything that stands, anywhere in the graph at once. <see cref="QueueOrder"/> leaves few k for an operator chained to one with a
/// proven place, and as few for the next one below each of these: so whole paths are tried, and what is found narrows the rest.
/// </summary>
internal sealed class OrderedSearch(Resolver resolver, InEdgeSolver inEdges)
{
    private const int MostRounds = 100;

    /// <summary>Lookups for each operator of the job after which an effort that finds nothing is given up.</summary>
    private const int VainPerOperator = 60;

    /// <summary>Hits after which it pays to go back to what costs less.</summary>
    private const int EnoughHits = 10;

    /// <summary>Lookups for one consumer of a chain at each depth, from one effort to the next.</summary>
    private static readonly int[] _lookups = [500, 2_000, 8_000, 2_000_000];

    /// <summary>Lookups for one consumer of a chain at each depth before paths are searched from both ends.</summary>
    private const int LookupsBeforeMeeting = 50_000;

    /// <summary>Unknown operators in a row.</summary>
    private static readonly int[] _depths = [4, 8, 20, 40];

    private static readonly SearchEffort[] _efforts =
    [
        new(Choices: 4_000, ChoicesBelowUnknown: 500, ConfirmedOnly: true),
        new(Choices: 16_000, ChoicesBelowUnknown: 2_000, ConfirmedOnly: true),
        new(Choices: 100_000, ChoicesBelowUnknown: 4_000, ConfirmedOnly: true),
        new(Choices: 2_000_000, ChoicesBelowUnknown: 20_000, ConfirmedOnly: true) { Meets = true },
    ];

    /// <summary>Heads that may be left for the last effort, where they are few: at least so many, and one in so many.</summary>
    private const int FewHeads = 12;
    private const int FewHeadsShare = 100;

    /// <summary>
    /// Whether the last effort goes to every head, whatever is above it. It leaves out the chains then: <see cref="PathSearch"/> has tried what can be tried
    /// of them.
    /// </summary>
    private readonly bool _everywhere = resolver.Ordinals <= StagedSearch.LargeJob;
    private readonly HashSet<Vertex> _hidden = [];
    private readonly List<OpenConsumer> _open = [];
    private readonly HashSet<(int Vertex, int Stage, ulong Windows)> _tried = [];

    /// <summary>For each vertex and stage, and with several in-edges or one, what a search last started from: there is nothing new while it is the same.</summary>
    private readonly (int Version, int Windows)[] _searched = [.. Enumerable.Repeat((-1, -1), 2 * _efforts.Length * resolver.Graph.Vertices.Length)];

    /// <summary>The vertices that feed one whose id is still to be explained.</summary>
    private readonly List<Vertex> _producers = [.. resolver.Graph.Vertices.Where(vertex => vertex is { HasId: true, Consumers.Count: > 0 })];
    private int _left;

    /// <summary>Lookups since the last hit of this effort.</summary>
    private long _vain;
    private bool _cut;

    /// <summary>Hits before the search of this chain: while there are no more, what is less deep than the search goes was tried when it went that deep.</summary>
    private int _hitsBefore;
    private int _lookupsOfOne;
    private readonly PathMeeting _meeting = new(resolver);

    /// <summary>Searches until nothing more is found.</summary>
    /// <param name="deep">Whether to take a long look at what is left, where that is little.</param>
    public void Run(bool deep)
    {
        var efforts = deep ? _efforts.Length : _efforts.Length - 1;
        resolver.Placement.Slack = 0;
        for (int round = 0, stage = 0; round < MostRounds && stage < efforts && !resolver.Budget.IsSpent; round++)
        {
            if (stage == _efforts.Length - 1 && !FewAreLeft() && !_everywhere)
            {
                return;
            }

            inEdges.WindowPaths = stage < _efforts.Length - 1 ? WindowPaths.Usual : WindowPaths.Most;
            var before = resolver.Hits;
            _vain = 0;
            resolver.Order.Update();
            resolver.Placement.Retry();
            _producers.RemoveAll(vertex => !vertex.Consumers.Exists(consumer => consumer.IsOpen));
            foreach (var vertex in _producers)
            {
                if (GoesOn(stage, before))
                {
                    Search(vertex, stage);
                }
            }

            foreach (var vertex in resolver.Graph.Vertices)
            {
                if (vertex is { IsOpen: true, InEdges: > 1 } && IsWorth(vertex, stage) && !inEdges.TrySolve(vertex, SearchWidth.Confirmed, _efforts[stage]))
                {
                    inEdges.TrySolve(vertex, SearchWidth.Windows, _efforts[stage]);
                }
            }

            stage = resolver.Hits > before ? 0 : stage + 1;
        }
    }

    /// <summary>
    /// Whether some heads, but few, are open below vertices that are all explained, up to the sources: then their ids hide behind no uid, and a long look at
    /// each is worth it.
    /// </summary>
    public bool FewAreLeft()
    {
        _hidden.Clear();
        foreach (var vertex in resolver.Graph.Vertices)
        {
            if (vertex.Hit is null)
            {
                Hide(vertex);
            }
        }

        var left = resolver.Graph.Vertices.Count(IsWorthALongLook);
        return left > 0 && left <= Math.Max(FewHeads, resolver.Graph.Vertices.Length / FewHeadsShare);
    }

    /// <summary>Whether the chains are searched on in this round.</summary>
    private bool GoesOn(int stage, int before) => stage == 0
        || (resolver.Hits < before + EnoughHits && (stage == _efforts.Length - 1 ? !_everywhere : _vain < (long)VainPerOperator * resolver.Ordinals));

    private bool IsWorth(Vertex vertex, int stage) => stage < _efforts.Length - 1 || _everywhere || IsWorthALongLook(vertex);

    private bool IsWorthALongLook(Vertex vertex) => vertex.IsOpen && !_hidden.Contains(vertex);

    /// <summary>Marks all that is below a vertex.</summary>
    private void Hide(Vertex vertex)
    {
        var pending = new Stack<Vertex>([vertex]);
        while (pending.TryPop(out var next))
        {
            foreach (var consumer in next.Consumers)
            {
                if (_hidden.Add(consumer))
                {
                    pending.Push(consumer);
                }
            }
        }
    }

    /// <summary>Searches for the consumers with one in-edge, which cost little, and where that found all it could for those with several.</summary>
    private void Search(Vertex vertex, int stage)
    {
        Search(vertex, stage, several: false);
        if (stage > 0)
        {
            Search(vertex, stage, several: true);
        }
    }

    private void Search(Vertex vertex, int stage, bool several)
    {
        ref var searched = ref _searched[(vertex.Index * _efforts.Length + stage) * 2 + (several ? 1 : 0)];
        if (searched == (vertex.Version, vertex.WindowVersion) || (several && !vertex.Reading.Certain))
        {
            return;
        }

        Collect(vertex, stage, several);
        if (_open.Count == 0)
        {
            return;
        }

        if (!several)
        {
            Feed(vertex);
        }

        searched = (vertex.Version, vertex.WindowVersion);
        if (_open.Count == 0 || !vertex.Reading.Certain || !_tried.Add((vertex.Index, several ? -stage - 1 : stage, SignatureOf(vertex))))
        {
            return;
        }

        _hitsBefore = resolver.Hits;
        var meets = _efforts[stage].Meets && !several;
        for (var depth = 1; depth <= _depths[stage]; depth++)
        {
            _cut = false;
            _left = (meets ? LookupsBeforeMeeting : _lookups[stage]) * _open.Count;
            Descend(vertex, depth);
            if (meets && _left < 0 && _open.Count > 0 && !resolver.Budget.IsSpent)
            {
                if (TryMeet(vertex, depth))
                {
                    return;
                }

                // What can't be counted is tried as far as it goes.
                meets = false;
                depth--;
                continue;
            }

            if (!_cut || _open.Count == 0 || _left < 0)
            {
                return;
            }
        }
    }

    /// <summary>
    /// Tries all paths of at least so many operators to the open consumers from both ends, where that takes no more than to go on as before; false, and
    /// nothing done, where it does.
    /// </summary>
    private bool TryMeet(Vertex vertex, int depth)
    {
        var most = (long)_lookups[^1] * _open.Count;
        foreach (var (emitter, consumer) in LongPaths(vertex, depth))
        {
            if ((most -= Math.Min(_meeting.Prepare(emitter, consumer), most + 1)) < 0)
            {
                return false;
            }
        }

        foreach (var (emitter, consumer) in LongPaths(vertex, depth))
        {
            if (consumer.IsOpen && _meeting.Prepare(emitter, consumer) is < long.MaxValue and var lookups && resolver.Budget.TryTakeLookups(lookups))
            {
                _vain += lookups;
                _vain = _meeting.TryExplain() ? 0 : _vain;
            }
        }

        return true;
    }

    private IEnumerable<(Operator Emitter, Vertex Consumer)> LongPaths(Vertex vertex, int depth)
    {
        foreach (var one in vertex.Operators)
        {
            foreach (var open in _open)
            {
                if (!one.Confirmed && one.Base.IsPlaced && one.Depth - one.Base.Depth >= depth)
                {
                    yield return (one, open.Consumer);
                }
            }
        }
    }

    /// <summary>Tries the operators whose hash stands and was not tried before.</summary>
    private void Feed(Vertex vertex)
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

    private void Collect(Vertex vertex, int stage, bool several)
    {
        _open.Clear();
        foreach (var consumer in vertex.Consumers)
        {
            if (consumer.IsOpen && consumer.InEdges > 1 == several && IsWorth(consumer, stage))
            {
                var others = several ? inEdges.Open(consumer, vertex) : null;
                if (!several || others is not null)
                {
                    _open.Add(new OpenConsumer(consumer, others, resolver.Transfer));
                }
            }
        }

        CountLookups();
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
                _vain = 0;
                _open.RemoveAll(entry => !entry.Consumer.IsOpen);
                CountLookups();
            }
        }
    }

    /// <summary>Sums up what a search of this chain starts from: with the same windows it would fail again.</summary>
    private static ulong SignatureOf(Vertex vertex)
    {
        var signature = 0UL;
        foreach (var one in vertex.Operators)
        {
            signature = unchecked((signature ^ (uint)one.First) * 0x9E3779B97F4A7C15 + (uint)one.Last + (one.IsPlaced ? 1UL << 32 : 0));
        }

        return signature;
    }

    /// <summary>Tries an operator whose hash stands on all open consumers.</summary>
    private void Feed(Operator one)
    {
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            if (resolver.Budget.TryTake() && TryConsumer(one, _open[i]))
            {
                _open.RemoveAt(i);
            }
        }
    }

    /// <summary>Tries every k that is left for what is chained to an operator, and for what is chained to that; true as soon as something is explained.</summary>
    private bool Descend(Operator parent, OperatorHash hash, int place, int depth)
    {
        foreach (var child in parent.Children)
        {
            if (child.Confirmed)
            {
                continue;
            }

            var (first, last) = parent.IsPlaced ? (child.First, child.Last) : resolver.Order.Window(child, place, place);
            first = Math.Max(first, place + 1);
            last = Math.Min(last, resolver.Ordinals - 1);
            var lookups = Math.Max(0, last - first + 1) * _lookupsOfOne;
            if (lookups > _left || !resolver.Budget.TryTakeLookups(lookups))
            {
                _left = -1;
                return false;
            }

            _left -= lookups;
            _vain += lookups;
            var deeper = depth > 1 && child.Children.Count > 0;
            _cut |= depth == 1 && child.Children.Count > 0;
            var isNew = depth == 1 || resolver.Hits != _hitsBefore;
            if (!deeper && !isNew)
            {
                continue;
            }

            if (!deeper && resolver.Transfer.Row(child.FanOut) is { } row)
            {
                if (TryLast(child, hash, row, first, last + 1))
                {
                    return true;
                }

                continue;
            }

            for (var k = first; k <= last; k++)
            {
                var value = hash ^ resolver.Transfer[k, child.FanOut];
                if ((deeper || MayFeed(value)) && !resolver.IsUsed(k) && TryStep(child, value, k, deeper ? depth - 1 : 0, isNew))
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

    /// <summary>Tries every k for the last operator of a path.</summary>
    private bool TryLast(Operator child, OperatorHash hash, TransferRow row, int first, int end)
    {
        for (var i = 0; i < _open.Count; i++)
        {
            for (var k = first; k < end && (k = _open[i].NextFit(hash, row, k, end)) >= 0; k++)
            {
                if (!resolver.IsUsed(k) && TryStep(child, hash ^ row[k], k, 0, isNew: true))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool MayFeed(OperatorHash hash)
    {
        foreach (ref readonly var entry in CollectionsMarshal.AsSpan(_open))
        {
            if (entry.MayBeFedBy(hash))
            {
                return true;
            }
        }

        return false;
    }

    private bool TryStep(Operator child, OperatorHash hash, int k, int depth, bool isNew)
    {
        var (ordinal, candidate) = (child.Ordinal, child.Candidate);
        (child.Ordinal, child.Candidate) = (k, hash);
        for (var i = 0; isNew && i < _open.Count; i++)
        {
            if (_open[i].MayBeFedBy(hash) && TryConsumer(child, _open[i]))
            {
                return true;
            }
        }

        if (depth > 0 && Descend(child, hash, k, depth))
        {
            return true;
        }

        (child.Ordinal, child.Candidate) = (ordinal, candidate);
        return false;
    }

    private bool TryConsumer(Operator one, OpenConsumer open)
    {
        if (open.InEdges is { } others)
        {
            return resolver.Budget.TryTake() && others.TryWith(one);
        }

        var consumer = open.Consumer;
        return resolver.TryDecodeSingle(consumer, consumer.Id ^ one.Candidate!.Value, out var k, out var c)
            && resolver.TryExplain(consumer, new Hit(k, c, [InEdgeTerm.Of(one)]));
    }
}
