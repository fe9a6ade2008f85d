using FlinkReady.Readiness.OperatorIds.Graphs;

namespace FlinkReady.Readiness.OperatorIds.Joining;

/// <summary>Ids and operators that belong together without its being known which has which.</summary>
/// <param name="Ids">The ids.</param>
/// <param name="Lines">The operators that the plan shows for certain.</param>
/// <param name="Unsure">What reads as further operators, of chains that can't be read for certain.</param>
internal sealed record LineScope(List<ShownId> Ids, List<Operator> Lines, List<Operator> Unsure)
{
    /// <summary>Whether these are the ids of all of the operators, whatever their number.</summary>
    public bool IsWhole { get; private init; }

    /// <summary>Whether each of these operators has one of these ids, and each of the ids one of them.</summary>
    public bool IsExact => IsWhole && Unsure.Count == 0 && Ids.Count == Lines.Count;

    /// <summary>The scopes of a job: each vertex whose open ids are known, and what is left of the others.</summary>
    public static List<LineScope> Of(OperatorGraph graph, ShownIds shown, LinePlacement placement)
    {
        var scopes = new List<LineScope>();
        var rest = new LineScope([], [], []) { IsWhole = shown.IsWhole };
        var ids = OpenIds(graph, placement, rest.Ids);

        // One chain that reads as too long and one that reads as too short make the numbers agree as well.
        var isCounted = shown.IsWhole && shown.All.Count == graph.Vertices.Sum(ShownIds.CountOf) && Array.TrueForAll(graph.Vertices, static vertex => vertex.IsReadWhole);
        var lines = new List<Operator>();
        foreach (var vertex in graph.Vertices)
        {
            lines.Clear();
            AddOpen(vertex, placement, lines);
            var (open, own) = (lines.Count, ids?[vertex.Index]);
            var count = own?.Count ?? 0;
            if (open == 0 && count == 0)
            {
                continue;
            }

            // Where the numbers agree, what reads as an operator is one.
            var isComplete = shown.IsComplete(vertex.Index);
            var isSure = vertex.Reading.IsSureOfFanOut || (vertex.Reading.Certain && (isCounted || (isComplete && count == open + (placement.IdOf(vertex.Head) is null ? 1 : 0))));
            var scope = rest;
            if (isComplete || (isCounted && isSure && count == open))
            {
                if (count + (isSure ? 0 : open) == 0)
                {
                    continue;
                }

                scope = new LineScope(own ?? [], new List<Operator>(isSure ? open : 0), new List<Operator>(isSure ? 0 : open)) { IsWhole = true };
                scopes.Add(scope);
            }
            else if (own is not null)
            {
                rest.Ids.AddRange(own);
            }

            (isSure ? scope.Lines : scope.Unsure).AddRange(lines);
        }

        if (rest.Ids.Count + rest.Unsure.Count > 0)
        {
            scopes.Add(rest);
        }

        return scopes;
    }

    // The ids of which it is not known which operator has them, by vertex where that is known; null where it is of none.
    private static List<ShownId>?[]? OpenIds(OperatorGraph graph, LinePlacement placement, List<ShownId> others)
    {
        List<ShownId>?[]? ids = null;
        foreach (var id in placement.Chained)
        {
            if (id.Line is null)
            {
                (id.Vertex < 0 ? others : (ids ??= new List<ShownId>?[graph.Vertices.Length])[id.Vertex] ??= new List<ShownId>(1)).Add(id);
            }
        }

        return ids;
    }

    // The operators of which it is not known which id they have, but for the head.
    private static void AddOpen(Vertex vertex, LinePlacement placement, List<Operator> lines)
    {
        for (var place = 1; place < vertex.Operators.Length; place++)
        {
            if (placement.IdOf(vertex.Operators[place]) is null)
            {
                lines.Add(vertex.Operators[place]);
            }
        }

        foreach (var source in vertex.ChainedSources)
        {
            if (placement.IdOf(source) is null)
            {
                lines.Add(source);
            }
        }
    }
}
