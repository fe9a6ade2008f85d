using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Graphs;
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
        _ids = [.. shown.All.Where(id => shown.IsWhole || id.IsHead || (id.Vertex >= 0 && shown.IsComplete(id.Vertex)))];
    }

    /// <summary>Judges every id that can be judged.</summary>
    public static void Run(OperatorGraph graph, ShownIds shown) => new ShownForest(graph, shown).Run();

    private void Run()
    {
        var set = new IdSet([.. _ids.Select(id => id.Hash)]) { MayFeed = MayFeed, Groups = Groups() };
        for (var place = 0; place < _ids.Count; place++)
        {
            if (_ids[place].IsHead)
            {
                var vertex = _graph.Vertices[_ids[place].Vertex];
                set.IsHead[place] = true;
                set.IsDoubtful[place] = vertex.Inputs is null || vertex.Reading.MayHaveChainedSources || (!_shown.IsWhole && !Array.TrueForAll(vertex.Inputs, input => _shown.IsComplete(input.Index)));

                // What REST proves of a head counts, too.
                set.IsRoot[place] = vertex.Head.Verdict is UidVerdict.Explicit or UidVerdict.Declared || (vertex.Inputs is { Length: not 1 } && !vertex.Reading.MayHaveChainedSources);
                set.IsChild[place] = vertex is { Head.Verdict: UidVerdict.Auto, Inputs.Length: 1 } && !set.IsDoubtful[place];
            }
        }

        Apply(IdForest.Of(set));
    }

    private void Apply(IdForest forest)
    {
        for (var place = 0; place < _ids.Count; place++)
        {
            var id = _ids[place];
            if (forest.Sources[place] is { } step)
            {
                id.IsSource = true;
                (id.Ordinal, id.FanOut) = step;
                id.Settle(UidVerdict.Auto, new ShownSourceProof(id.Hash, step, _shown.Origin));
            }
            else if (forest.Parents[place] is { } link)
            {
                id.Parent = _ids[link.To];
                (id.Ordinal, id.FanOut) = (link.K, link.C);
                id.Settle(UidVerdict.Auto, new ShownStepProof(id.Hash, id.Parent.Hash, (link.K, link.C), _shown.Origin));
                if (!id.IsHead)
                {
                    id.Parent.Children.Add(id);
                }
            }
            else if (forest.Verdicts[place] != UidVerdict.Undecided)
            {
                var isAuto = forest.Verdicts[place] == UidVerdict.Auto;
                id.Settle(forest.Verdicts[place], isAuto ? new ShownTreeProof(id.Hash, _shown.Origin) : new ShownUidProof(id.Hash, _shown.Origin));
            }
        }

        foreach (var id in _ids)
        {
            id.Children.Sort((left, right) => left.Ordinal.CompareTo(right.Ordinal));
        }
    }

    // A head reads from a vertex that the plan shows, whatever is chained from its own; and only what the plan shows is chained to a head.
    private bool MayFeed(int one, int other, int fanOut)
    {
        var (parent, child) = (_ids[one], _ids[other]);
        if (parent.Vertex < 0)
        {
            // In a vertex of one operator there is no other than its head.
            return !child.IsHead || _graph.Vertices[child.Vertex].Inputs is not [var only] || !only.Reading.IsSureOfFanOut || ShownIds.CountOf(only) > 1;
        }

        if (parent.IsHead && !child.IsHead && parent.Line is { } head && _graph.Vertices[parent.Vertex].Reading.IsSureOfFanOut && !head.Children.Exists(line => line.FanOut == fanOut))
        {
            return false;
        }

        return child.IsHead ? _graph.Vertices[child.Vertex].Inputs is not { } inputs || Array.Exists(inputs, input => input.Index == parent.Vertex)
            : child.Vertex < 0 || child.Vertex == parent.Vertex;
    }

    private List<int[]>? Groups()
    {
        if (_ids.Exists(id => id.Vertex < 0))
        {
            return null;
        }

        var groups = new List<int>[_graph.Vertices.Length];
        for (var place = 0; place < _ids.Count; place++)
        {
            (groups[_ids[place].Vertex] ??= []).Add(place);
            if (_ids[place].IsHead && _graph.Vertices[_ids[place].Vertex].Inputs is [var input])
            {
                (groups[input.Index] ??= []).Add(place);
            }
        }

        return [.. groups.Where(group => group is not null).Select(group => group.ToArray())];
    }
}
