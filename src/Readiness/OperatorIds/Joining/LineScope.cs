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
        var lines = placement.OpenLines.ToLookup(line => line.VertexIndex);
        var ids = placement.OpenIds.ToLookup(id => id.Vertex);
        var rest = new LineScope([.. ids[-1]], [], []) { IsWhole = shown.IsWhole };
        var isCounted = shown.IsWhole && shown.All.Count == graph.Vertices.Sum(ShownIds.CountOf);
        foreach (var vertex in graph.Vertices)
        {
            // Where the numbers agree, what reads as an operator is one.
            var isSure = vertex.Reading.IsSureOfFanOut || (vertex.Reading.Certain && (isCounted || (shown.IsComplete(vertex.Index) && ids[vertex.Index].Count() == lines[vertex.Index].Count())));
            var open = vertex.Operators.Skip(1).Concat(vertex.ChainedSources).Where(line => placement.IdOf(line) is null).ToList();
            var own = new LineScope([.. ids[vertex.Index]], isSure ? open : [], isSure ? [] : open) { IsWhole = true };
            if (shown.IsComplete(vertex.Index) || (isCounted && own.IsExact))
            {
                scopes.Add(own);
            }
            else
            {
                rest.Ids.AddRange(own.Ids);
                rest.Lines.AddRange(own.Lines);
                rest.Unsure.AddRange(own.Unsure);
            }
        }

        scopes.Add(rest);
        return scopes.FindAll(scope => scope.Ids.Count + scope.Unsure.Count > 0);
    }
}
