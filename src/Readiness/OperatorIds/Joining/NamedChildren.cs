using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.Joining;

/// <summary>
/// Tells operators without uid apart that have one name, where a witness shows names and uids: one that is chained to a known operator follows from that one's
/// id. Only ids with the name of what is chained there are looked at.
/// </summary>
internal sealed class NamedChildren
{
    /// <summary>Rounds after which what is still waiting stays where it is: no job that was not made to be slow takes as many.</summary>
    private const int MostRounds = 64;

    private readonly OperatorGraph _graph;
    private readonly LinePlacement _placement;
    private readonly IdSteps _steps;
    private readonly Dictionary<string, NamedIds> _open = new(StringComparer.Ordinal);

    private NamedChildren(OperatorGraph graph, ShownIds shown, LinePlacement placement)
    {
        _graph = graph;
        _placement = placement;
        _steps = new IdSteps(shown.Ordinals);
        foreach (var id in placement.Chained)
        {
            if (id is { Line: null, Verdict: UidVerdict.Auto, Stored.Name: { Length: > 0 } name })
            {
                if (!_open.TryGetValue(name, out var ids))
                {
                    _open.Add(name, ids = new NamedIds());
                }

                ids.Add(id);
            }
        }
    }

    /// <summary>Finds what is chained to each operator that is placed, and places what follows from that.</summary>
    public static void Run(OperatorGraph graph, ShownIds shown, LinePlacement placement)
    {
        if (IdSteps.Cover(shown.Ordinals) && new NamedChildren(graph, shown, placement) is { _open.Count: > 0 } children)
        {
            children.Run();
        }
    }

    private void Run()
    {
        var waiting = new List<Operator>();
        var next = 0;
        var rounds = 0;
        bool progress;
        do
        {
            // Whichever way the vertices are listed: what feeds others comes first in one round, and last in the next.
            progress = false;
            var before = waiting;
            before.Reverse();
            waiting = [];
            foreach (var line in before)
            {
                if (IsFedByUnknown(line, _placement.IdOf(line)!))
                {
                    waiting.Add(line);
                }
                else
                {
                    Visit(line);
                }
            }

            for (; next < _placement.Placed.Count; next++)
            {
                Visit(_placement.Placed[next]);
            }
        }
        while (++rounds < MostRounds && (_placement.ByIds() || (progress && waiting.Count > 0)));

        void Visit(Operator line)
        {
            if (line.Children.Count > 0)
            {
                if (!TryFindChildren(line))
                {
                    waiting.Add(line);
                }

                progress |= _placement.PlaceChildren(line);
            }
        }
    }

    // False where what was found may instead be what the operator reads from: that is to be known first.
    private bool TryFindChildren(Operator line)
    {
        var parent = _placement.IdOf(line)!;
        var isSure = _graph.Vertices[line.VertexIndex].Reading.IsSureOfFanOut;
        bool? mayBeFed = null;
        for (var i = 0; i < line.Children.Count; i++)
        {
            var child = line.Children[i];
            if (_placement.IdOf(child) is not null || line.Children.FindIndex(other => AreAlike(other, child, isSure)) < i || !_open.TryGetValue(child.Name, out var ids))
            {
                continue;
            }

            int? fanOut = isSure ? child.FanOut : null;
            for (var n = ids.Previous(_steps.Sieve, parent, fanOut, ids.Count - 1); n >= 0; n = ids.Previous(_steps.Sieve, parent, fanOut, n - 1))
            {
                var id = ids[n];
                if (id.Line is null && _steps.TryFollow(id.Hash, parent.Hash, out var k, out var c)
                    && ((isSure && c != line.FanOut) || !(mayBeFed ??= IsFedByUnknown(line, parent))))
                {
                    (id.Parent, id.Ordinal, id.FanOut) = (parent, k, c);
                    parent.AddChild(id);
                    ids.RemoveAt(n);
                }
            }
        }

        return mayBeFed != true;
    }

    // An operator without uid that has one input follows from that one's id: from that of what it is chained to, or of what feeds its vertex.
    private bool IsFedByUnknown(Operator line, ShownId id)
    {
        if (id.Verdict is UidVerdict.Explicit or UidVerdict.Declared)
        {
            return false;
        }

        return line.IsHead
            ? _graph.Vertices[line.VertexIndex].Inputs switch
            {
                null => true,
                [var input] => !Array.Exists(input.Operators, above => _placement.IdOf(above) is { } known && _steps.TryFollow(id.Hash, known.Hash, out _, out _)),
                _ => false,
            }
            : line.Parent is null || _placement.IdOf(line.Parent) is null;
    }

    // Whether the same ids are looked at for both.
    private static bool AreAlike(Operator one, Operator other, bool isSure) => one.Name == other.Name && (!isSure || one.FanOut == other.FanOut);
}
