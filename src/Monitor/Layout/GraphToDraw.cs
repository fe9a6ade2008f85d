namespace FlinkReady.Monitor.Layout;

/// <summary>A box of a graph that is to be drawn, with its size in pixels.</summary>
internal readonly record struct BoxSize(int Width, int Height);

/// <summary>An edge between two boxes, by their index.</summary>
internal readonly record struct BoxEdge(int From, int To);

/// <summary>A directed graph that is to be drawn: boxes by index, and edges, of which several may join the same two.</summary>
/// <param name="Boxes">The boxes.</param>
/// <param name="Edges">The edges; circles and edges of a box to itself are allowed.</param>
internal sealed record GraphToDraw(IReadOnlyList<BoxSize> Boxes, IReadOnlyList<BoxEdge> Edges)
{
    /// <summary>The most boxes that are drawn: more are a grey mat that nobody reads.</summary>
    public const int MostBoxes = 400;

    /// <summary>The most edges.</summary>
    public const int MostEdges = 4_000;

    /// <summary>The most columns that all edges together may pass on their way.</summary>
    public const int MostBends = 20_000;
}
