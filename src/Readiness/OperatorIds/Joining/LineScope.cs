using FlinkReady.Readiness.OperatorIds.Graphs;

namespace FlinkReady.Readiness.OperatorIds.Joining;

/// <summary>Ids and operators that belong together without its being known which has which.</summary>
/// <param name="Ids">The ids.</param>
/// <param name="Lines">The operators that the plan shows for certain.</param>
/// <param name="Unsure">What reads as further operators, of chains that can't be read for certain.</param>
internal sealed record LineScope(List<ShownId> Ids, List<Operator> Lines, List<Operator> Unsure)
{
    private static readonly List<Operator> NoOperators = [];

    /// <summary>Whether these are the ids of all of the operators, whatever their number.</summary>
    public bool IsWhole { get; private init; }

    /// <summary>Whether each of these operators has one of these ids, and each of the ids one of them.</summary>
    public bool IsExact => IsWhole && Unsure.Count == 0 && Ids.Count == Lines.Count;

    /// <summary>The scopes of a job: each vertex whose open ids are known, and what is left of the others.</summary>
    public static List<LineScope> Of(OperatorGraph graph, ShownIds shown, LinePlacement placement)
    {
        var scopes = new List<LineScope>();
        var ids = new List<ShownId>?[graph.Vertices.Length];
        var rest = new LineScope([], [], []) { IsWhole = shown.IsWhole };
        foreach (var id in placement.Chained)
        {
            if (id.Line is null)
            {
                (id.Vertex < 0 ? rest.Ids : ids[id.Vertex] ??= []).Add(id);
            }
        }

        var isCounted = shown.IsWhole && shown.All.Count == graph.Vertices.Sum(ShownIds.CountOf);
        foreach (var vertex in graph.Vertices)
        {
            var open = OpenIn(vertex, placement);
            var own = ids[vertex.Index] ?? [];
            if (open.Count == 0 && own.Count == 0)
            {
                continue;
            }

            // Where the numbers agree, what reads as an operator is one.
            var isComplete = shown.IsComplete(vertex.Index);
            var count = open.Count + (placement.IdOf(vertex.Head) is null ? 1 : 0);
            var isSure = vertex.Reading.IsSureOfFanOut || (vertex.Reading.Certain && (isCounted || (isComplete && own.Count == count)));
            var isExact = isSure && own.Count == open.Count;
            if (isComplete || (isCounted && isExact))
            {
                if (own.Count + (isSure ? 0 : open.Count) > 0)
                {
                    scopes.Add(new LineScope(own, isSure ? open : [], isSure ? [] : open) { IsWhole = true });
                }
            }
            else
            {
                rest.Ids.AddRange(own);
                (isSure ? rest.Lines : rest.Unsure).AddRange(open);
            }
        }

        if (rest.Ids.Count + rest.Unsure.Count > 0)
        {
            scopes.Add(rest);
        }

        return scopes;
    }

    // The operators of which it is not known which id they have, but for the head.
    private static List<Operator> OpenIn(Vertex vertex, LinePlacement placement)
    {
        var open = NoOperators;
        for (var place = 1; place < vertex.Operators.Length + vertex.ChainedSources.Length; place++)
        {
            var line = place < vertex.Operators.Length ? vertex.Operators[place] : vertex.ChainedSources[place - vertex.Operators.Length];
            if (placement.IdOf(line) is null)
            {
                (open = open == NoOperators ? [] : open).Add(line);
            }
        }

        return open;
    }
}
