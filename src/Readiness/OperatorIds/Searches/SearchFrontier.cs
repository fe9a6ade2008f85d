using FlinkReady.Readiness.OperatorIds.Graphs;

namespace FlinkReady.Readiness.OperatorIds.Searches;

/// <summary>The open heads below vertices that are all explained, up to the sources: those that are worth a long look.</summary>
internal sealed class SearchFrontier(OperatorGraph graph)
{
    /// <summary>Heads that may be left, where they are few: at least so many, and one in so many.</summary>
    private const int FewHeads = 12;
    private const int FewHeadsShare = 100;

    private readonly HashSet<Vertex> _hidden = [];

    /// <summary>Looks anew which heads are hidden, and whether some, but few, are open that are not: their ids hide behind no uid.</summary>
    public bool FewAreLeft()
    {
        _hidden.Clear();
        foreach (var vertex in graph.Vertices)
        {
            if (vertex.Explanation is null)
            {
                Hide(vertex);
            }
        }

        var left = graph.Vertices.Count(Contains);
        return left > 0 && left <= Math.Max(FewHeads, graph.Vertices.Length / FewHeadsShare);
    }

    /// <summary>Whether a head is open, and no vertex above it is.</summary>
    public bool Contains(Vertex vertex) => vertex.IsOpen && !_hidden.Contains(vertex);

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
}
