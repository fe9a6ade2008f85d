using FlinkReady.Monitor.Reports.Views;

namespace FlinkReady.Monitor.Web;

/// <summary>What the page of a job shows of its vertices.</summary>
/// <param name="Boxes">All of them.</param>
/// <param name="View">Those in the picture.</param>
/// <param name="Links">Where the page has what belongs to a vertex.</param>
internal sealed record JobPictures(IReadOnlyList<VertexBox> Boxes, GraphView View, VertexLinks Links)
{
    /// <summary>The vertex that the picture is to be around; null for those with findings.</summary>
    public string? Around { get; init; }

    /// <summary>What the picture and the table are limited to.</summary>
    public VertexFilter Filter { get; init; } = VertexFilter.None;

    /// <summary>The vertices that fit it, by their index; null where there is none.</summary>
    public IReadOnlyList<int>? Fitting { get; init; }

    /// <summary>True where none fits.</summary>
    public bool IsEmpty => Fitting is { Count: 0 };

    /// <summary>The vertices that are told from the others in the picture; null where all are alike.</summary>
    public IReadOnlyList<int>? Marked => Around is null && Fitting is not null && View.Window.Steps > 0 && !View.Window.IsWhole ? Fitting : null;

    /// <summary>How far the picture is to reach, in edges.</summary>
    public int Steps { get; init; } = 1;

    /// <summary>The size of the picture, in percent, or <see cref="JobGraphPicture.Fit"/>; null for the one that fits its number of vertices.</summary>
    public int? Percent { get; init; }

    /// <summary>The pages of the table of operators.</summary>
    public IReadOnlyList<IReadOnlyList<VertexBox>> Pages { get; init; } = [Boxes];

    /// <summary>The page that is shown, from 1 on.</summary>
    public int Page { get; init; } = 1;
}
