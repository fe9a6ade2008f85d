namespace FlinkReady.Monitor.Reports.Views;

/// <summary>Where a document has the box and the rows of a vertex of one job.</summary>
/// <param name="prefix">Before the names of places: a document may show two jobs that share a vertex id.</param>
/// <param name="toBox">The address of a vertex' box, null where the picture doesn't have it.</param>
/// <param name="toRow">The address of its rows, null where there is no table of them.</param>
internal sealed class VertexLinks(string prefix, Func<string, string?> toBox, Func<string, string?> toRow)
{
    /// <summary>The name of the place of a box.</summary>
    public string BoxName(string vertexId) => prefix + Anchors.OfBox(vertexId);

    /// <summary>The name of the place of the rows.</summary>
    public string RowName(string vertexId) => prefix + Anchors.OfVertex(vertexId);

    /// <summary>The address of a box.</summary>
    public string? ToBox(string vertexId) => toBox(vertexId);

    /// <summary>The address of the rows.</summary>
    public string? ToRow(string vertexId) => toRow(vertexId);

    /// <summary>Of a document that has a picture with these boxes, and all rows.</summary>
    public static VertexLinks Within(string prefix, IEnumerable<VertexBox> drawn)
    {
        var boxes = drawn.Select(box => box.Vertex.Id).ToHashSet(StringComparer.Ordinal);
        return new VertexLinks(prefix, id => boxes.Contains(id) ? $"#{prefix}{Anchors.OfBox(id)}" : null, id => $"#{prefix}{Anchors.OfVertex(id)}");
    }
}
