using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.Witnessed;

namespace FlinkReady.Readiness.OperatorIds.Joining;

/// <summary>Takes from the ids alone what they show: which operators have no uid, and which reads from which.</summary>
internal sealed class ShownForest
{
    private readonly OperatorGraph _graph;
    private readonly ShownIds _shown;
    private readonly List<ShownId> _ids;

    private ShownForest(OperatorGraph graph, ShownIds shown)
    {
        _graph = graph;
        _shown = shown;
        _ids = new List<ShownId>(shown.All.Count);
        _ids.AddRange(shown.All.Where(id => shown.IsWhole || id.IsHead || (id.Vertex >= 0 && shown.IsComplete(id.Vertex))));
    }

    /// <summary>Judges every id that can be judged.</summary>
    public static void Run(OperatorGraph graph, ShownIds shown) => new ShownForest(graph, shown).Run();

    private void Run()
    {
        var hashes = new OperatorHash[_ids.Count];
        for (var place = 0; place < hashes.Length; place++)
        {
            hashes[place] = _ids[place].Hash;
        }

        var set = new IdSet(hashes)
        {
            MayFeed = MayFeed,
            Groups = Groups(),
            Ordinals = _shown.Ordinals,
            FanOuts = _graph.Vertices.Length == 0 ? LocalHashTable.FanOuts : 1 + _graph.Vertices.Max(static vertex => vertex.MostFanOut),
        };
        for (var place = 0; place < _ids.Count; place++)
        {
            Describe(set, place);
        }

        if (set.Groups is null)
        {
            PairPlanned(set);
        }

        Apply(IdForest.Of(set));
    }

    private void Describe(IdSet set, int place)
    {
        var id = _ids[place];
        if (id.IsHead)
        {
            var vertex = _graph.Vertices[id.Vertex];
            set.IsHead[place] = true;
            set.IsDoubtful[place] = vertex.Inputs is null || vertex.Reading.MayHaveChainedSources || (!_shown.IsWhole && !Array.TrueForAll(vertex.Inputs, input => _shown.IsComplete(input.Index)));

            // What REST proves of a head counts, too.
            set.IsRoot[place] = vertex.Head.Verdict is UidVerdict.Explicit or UidVerdict.Declared || (vertex.Inputs is { Length: not 1 } && !vertex.Reading.MayHaveChainedSources);
            set.Roles[place] = RoleOf(vertex);
            set.IsChild[place] = vertex is { Head.Verdict: UidVerdict.Auto, Inputs.Length: 1 } && !set.IsDoubtful[place];
        }

        if (id.Verdict != UidVerdict.Undecided)
        {
            // Its uid, or that it has none, is shown.
            set.IsRoot[place] |= id.Verdict != UidVerdict.Auto;
            set.Roles[place] = set.Roles[place] == PairRole.Apart ? PairRole.Apart : PairRole.Known;
        }
    }

    // Which heads feed a head the plan shows, but for what it can't show: chained sources, and what a head of iterations is fed by. One that has nothing in its
    // chain, and that nothing inside a chain can feed, need not be held against what is inside of chains.
    private static PairRole RoleOf(Vertex vertex)
    {
        if (vertex is not { HasId: true, Inputs: not null, Reading.MayHaveChainedSources: false } || vertex.MayIterate || Array.Exists(vertex.Inputs, static input => input.MayIterate))
        {
            return PairRole.Open;
        }

        var isFedByHeads = vertex.Inputs is not [var input] || IsAlone(input) || vertex.Head.Verdict is UidVerdict.Explicit or UidVerdict.Declared;
        return isFedByHeads && IsAlone(vertex) ? PairRole.Apart : PairRole.Settled;
    }

    private static bool IsAlone(Vertex vertex) => vertex.Reading.IsSureOfFanOut && ShownIds.CountOf(vertex) == 1;

    private void PairPlanned(IdSet set)
    {
        var places = new int[_graph.Vertices.Length];
        Array.Fill(places, -1);
        for (var place = 0; place < _ids.Count; place++)
        {
            if (_ids[place].IsHead)
            {
                places[_ids[place].Vertex] = place;
            }
        }

        foreach (var vertex in _graph.Vertices)
        {
            foreach (var input in vertex.Inputs ?? [])
            {
                if (places[vertex.Index] >= 0 && places[input.Index] >= 0 && vertex != input)
                {
                    set.PlannedPairs.Add((places[vertex.Index], places[input.Index]));
                }
            }
        }
    }

    private void Apply(IdForest forest)
    {
        for (var place = 0; place < _ids.Count; place++)
        {
            var id = _ids[place];
            if (forest.Sources[place] is { } step)
            {
                id.IsSource = true;
                SetStep(id, step);
                id.Settle(UidVerdict.Auto, new ShownSourceProof(id.Hash, step, _shown.Origin));
            }
            else if (forest.Parents[place] is { } link)
            {
                id.Parent = _ids[link.To];
                SetStep(id, (link.K, link.C));
                id.Settle(UidVerdict.Auto, new ShownStepProof(id.Hash, id.Parent.Hash, (link.K, link.C), _shown.Origin));
                if (!id.IsHead)
                {
                    id.Parent.AddChild(id);
                }
            }
            else if (forest.Verdicts[place] != UidVerdict.Undecided)
            {
                var isAuto = forest.Verdicts[place] == UidVerdict.Auto;
                id.Settle(forest.Verdicts[place], isAuto ? new ShownTreeProof(id.Hash, _shown.Origin) : new ShownUidProof(id.Hash, _shown.Origin));
            }

            if (id is { IsHead: true, Verdict: UidVerdict.Undecided } && _shown.IsWhole && forest.Links is { } links)
            {
                id.Linked = [];
                foreach (var link in links[place])
                {
                    id.Linked.Add((_ids[link.To], link.K, link.C));
                }
            }
        }
    }

    // Where the id of a head tells of another number of outputs than the texts, they were read wrongly.
    private void SetStep(ShownId id, (int K, int C) step)
    {
        (id.Ordinal, id.FanOut) = step;
        if (id is { IsHead: true, Line: not null })
        {
            _graph.Vertices[id.Vertex].Correct(step.C);
        }
    }

    // A head reads from a vertex that the plan shows, whatever is chained from its own; and only what the plan shows is chained to a head.
    private bool MayFeed(int one, int other, int fanOut)
    {
        var (parent, child) = (_ids[one], _ids[other]);
        if (child is { IsHead: true, Line.FanOut: var own } && own != fanOut && _graph.Vertices[child.Vertex].Reading.IsSureOfFanOut)
        {
            return false;
        }

        if (parent.Vertex < 0)
        {
            // In a vertex of one operator there is no other than its head.
            return !child.IsHead || _graph.Vertices[child.Vertex].Inputs is not [var only] || !only.Reading.IsSureOfFanOut || ShownIds.CountOf(only) > 1;
        }

        if (parent.IsHead && !child.IsHead && parent.Line is { } head && _graph.Vertices[parent.Vertex].Reading.IsSureOfFanOut && !HasChild(head, fanOut))
        {
            return false;
        }

        return child.IsHead ? _graph.Vertices[child.Vertex].Inputs is not { } inputs || Array.IndexOf(inputs, _graph.Vertices[parent.Vertex]) >= 0
            : child.Vertex < 0 || child.Vertex == parent.Vertex;
    }

    private static bool HasChild(Operator one, int fanOut)
    {
        foreach (var child in one.Children)
        {
            if (child.FanOut == fanOut)
            {
                return true;
            }
        }

        return false;
    }

    private Grouped<int>? Groups()
    {
        if (_ids.Exists(static id => id.Vertex < 0))
        {
            return null;
        }

        var members = new List<(int, int)>(2 * _ids.Count);
        for (var place = 0; place < _ids.Count; place++)
        {
            members.Add((place, _ids[place].Vertex));
            if (_ids[place].IsHead && _graph.Vertices[_ids[place].Vertex].Inputs is [var input])
            {
                members.Add((place, input.Index));
            }
        }

        return new Grouped<int>(_graph.Vertices.Length, members);
    }
}
