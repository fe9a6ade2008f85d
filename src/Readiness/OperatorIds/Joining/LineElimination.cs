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

    private const int None = -1;
    private const int Several = -2;

    /// <summary>Places what is left over; false where nothing is.</summary>
    public bool Run()
    {
        var progress = false;
        foreach (var scope in LineScope.Of(graph, shown, placement))
        {
            if (scope.IsExact && (long)scope.Ids.Count * scope.Lines.Count <= MostPairs)
            {
                progress |= Place(scope.Ids, scope.Lines);
            }
        }

        return progress;
    }

    private bool Place(List<ShownId> ids, List<Operator> lines)
    {
        // The only ones that fit, by their place.
        var (lineOf, idOf) = (Nobody(ids.Count), Nobody(lines.Count));
        for (var i = 0; i < ids.Count; i++)
        {
            for (var line = 0; line < lines.Count; line++)
            {
                if (Fits(ids[i], lines[line]))
                {
                    lineOf[i] = lineOf[i] == None ? line : Several;
                    idOf[line] = idOf[line] == None ? i : Several;
                }
            }
        }

        var progress = false;
        for (var i = 0; i < ids.Count; i++)
        {
            progress |= lineOf[i] >= 0 && TryPlace(ids[i], lines[lineOf[i]]);
        }

        for (var line = 0; line < lines.Count; line++)
        {
            progress |= idOf[line] >= 0 && TryPlace(ids[idOf[line]], lines[line]);
        }

        return progress;
    }

    // Where a chain is misread, what is left over need not belong together: the name has to agree.
    private bool TryPlace(ShownId id, Operator line) => placement.MayHaveName(id, line) && placement.Place(id, line);

    private static int[] Nobody(int count)
    {
        var nobody = GC.AllocateUninitializedArray<int>(count);
        Array.Fill(nobody, None);
        return nobody;
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

        foreach (var child in id.Verdict is UidVerdict.Explicit or UidVerdict.Declared ? line.Children : [])
        {
            if (placement.IdOf(child) is { Parent: { } other } && other != id)
            {
                return false;
            }
        }

        return true;
    }
}
