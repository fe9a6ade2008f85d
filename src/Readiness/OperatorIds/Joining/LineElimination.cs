using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Graphs;

namespace FlinkReady.Readiness.OperatorIds.Joining;

/// <summary>
/// Places ids by what is left over: where as many ids as operators are open, an id that only one operator can have is that one's, and an operator that only
/// one id fits has that.
/// </summary>
internal sealed class LineElimination(OperatorGraph graph, ShownIds shown, LinePlacement placement)
{
    /// <summary>Pairs of ids and operators that are looked at, at most: with more of them open hardly any is left over.</summary>
    private const int MostPairs = 40_000;

    /// <summary>Places what is left over; false where nothing is.</summary>
    public bool Run()
    {
        var progress = false;
        foreach (var (ids, lines, _) in LineScope.Of(graph, shown, placement).Where(scope => scope.IsExact && (long)scope.Ids.Count * scope.Lines.Count <= MostPairs))
        {
            var fitting = ids.ConvertAll(id => (Id: id, Lines: lines.FindAll(line => Fits(id, line))));
            var candidates = fitting.SelectMany(one => one.Lines.Select(line => (Line: line, one.Id))).ToLookup(pair => pair.Line, pair => pair.Id);
            foreach (var (id, fits) in fitting)
            {
                progress |= fits is [var only] && placement.Place(id, only);
            }

            foreach (var one in candidates)
            {
                progress |= one.Take(2).ToList() is [var only] && placement.Place(only, one.Key);
            }
        }

        return progress;
    }

    // Each of these must hold, whatever else does.
    private bool Fits(ShownId id, Operator line)
    {
        if ((id.Vertex >= 0 && id.Vertex != line.VertexIndex) || id.Children.Count > line.Children.Count || placement.IdOf(line) is not null)
        {
            return false;
        }

        // Whether an operator without a known parent has one is open only where its id says nothing of its place.
        if (id.IsSource || id.Parent is not null)
        {
            if (line.IsChainedSource != id.IsSource || line.FanOut != id.FanOut)
            {
                return false;
            }
        }

        if (id.Parent is { } parent && (parent.Line is { } above ? above != line.Parent : line.Parent is null || placement.IdOf(line.Parent) is not null))
        {
            return false;
        }

        return id.Verdict is not (UidVerdict.Explicit or UidVerdict.Declared) || line.Children.TrueForAll(child => placement.IdOf(child) is not { Parent: { } other } || other == id);
    }
}
