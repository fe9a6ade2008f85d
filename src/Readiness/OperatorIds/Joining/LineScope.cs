using FlinkReady.Readiness.OperatorIds.Graphs;

namespace FlinkReady.Readiness.OperatorIds.Joining;

/// <summary>Ids and operators that belong together without its being known which has which.</summary>
/// <param name="Ids">The ids.</param>
/// <param name="Lines">The operators.</param>
internal sealed record LineScope(List<ShownId> Ids, List<Operator> Lines)
{
    /// <summary>Whether each of these operators has one of these ids.</summary>
    public bool IsExact { get; private init; }

    /// <summary>The scopes of a job: each vertex whose open ids are known, and what is left of the others.</summary>
    public static List<LineScope> Of(OperatorGraph graph, ShownIds shown, LinePlacement placement)
    {
        var scopes = new List<LineScope>();
        var lines = placement.OpenLines.ToLookup(line => line.VertexIndex);
        var ids = placement.OpenIds.ToLookup(id => id.Vertex);
        var (restIds, restLines) = (ids[-1].ToList(), new List<Operator>());
        var isWhole = shown.IsWhole && shown.All.Count == graph.Vertices.Sum(ShownIds.CountOf) && Array.TrueForAll(graph.Vertices, vertex => vertex.Reading.Certain || vertex.Operators.Length == 1);
        foreach (var vertex in graph.Vertices)
        {
            List<ShownId> own = [.. ids[vertex.Index]];
            List<Operator> open = [.. lines[vertex.Index]];
            if (shown.IsComplete(vertex.Index) || (isWhole && own.Count == open.Count))
            {
                scopes.Add(new LineScope(own, open) { IsExact = own.Count == open.Count });
            }
            else
            {
                restIds.AddRange(own);
                restLines.AddRange(open);
            }
        }

        scopes.Add(new LineScope(restIds, restLines) { IsExact = isWhole && restIds.Count == restLines.Count });
        return scopes.FindAll(scope => scope.Ids.Count + scope.Lines.Count > 0);
    }
}
