using System.Globalization;
using FlinkReady.Monitor.Reports.Views;
using FlinkReady.Readiness.Assessments;

namespace FlinkReady.Monitor.Web;

/// <summary>What the page of a job shows of its vertices.</summary>
/// <param name="Boxes">All of them.</param>
/// <param name="View">Those in the picture.</param>
/// <param name="Links">Where the page has what belongs to a vertex.</param>
internal sealed record JobPictures(IReadOnlyList<VertexBox> Boxes, GraphView View, VertexLinks Links)
{
    /// <summary>How an address asks for a picture as wide as the page.</summary>
    public const string FitWord = "fit";

    private const int OperatorsOfPage = 500;

    /// <summary>The sizes of the picture that can be asked for, in percent.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [50, 75, 100];

    /// <summary>The vertex that the picture is to be around; null for those with findings.</summary>
    public string? Around { get; init; }

    /// <summary>What the picture and the table are limited to.</summary>
    public VertexFilter Filter { get; init; } = VertexFilter.None;

    /// <summary>The vertices that fit it, by their index; null where there is none.</summary>
    public IReadOnlyList<int>? Fitting { get; init; }

    /// <summary>True where none fits.</summary>
    public bool IsEmpty => Fitting is { Count: 0 };

    /// <summary>The vertices that are told from the others in the picture; null where all are alike.</summary>
    public IReadOnlyList<int>? Marked => Around is null && View.Window.Steps > 0 && !View.Window.IsWhole ? Fitting : null;

    /// <summary>How far the picture is to reach, in edges.</summary>
    public int Steps { get; init; } = 1;

    /// <summary>The size of the picture, in percent, or <see cref="JobGraphPicture.Fit"/>; null for the one that fits its number of vertices.</summary>
    public int? Percent { get; init; }

    /// <summary>How an address asks for it; null where none does.</summary>
    public string? SizeText => Percent == JobGraphPicture.Fit ? FitWord : Percent?.ToString(CultureInfo.InvariantCulture);

    /// <summary>The pages of the table of operators.</summary>
    public IReadOnlyList<IReadOnlyList<VertexBox>> Pages { get; init; } = [Boxes];

    /// <summary>The page that is shown, from 1 on.</summary>
    public int Page { get; init; } = 1;

    /// <summary>What an address asks for.</summary>
    /// <param name="graphs">Makes the pictures.</param>
    /// <param name="query">The address; what is nothing one can ask for is left out of it.</param>
    /// <param name="filter">Its filter.</param>
    /// <param name="boxes">The vertices of the job.</param>
    /// <param name="target">Its target.</param>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Ends the wait for a turn.</param>
    public static async Task<JobPictures> OfAsync(
        GraphCache graphs, IQueryCollection query, VertexFilter filter, IReadOnlyList<VertexBox> boxes, TargetAssessment target, JobAssessment job, CancellationToken cancellationToken)
    {
        var around = (string?)query["around"] is { } id && boxes.Any(box => box.Vertex.Id == id) ? id : null;
        var fitting = filter.Fitting(boxes, job);

        // What fits is in view at once where it stands alone.
        var steps = Number(query["n"], 0, GraphWindow.MostSteps) ?? (fitting is not null && around is null ? 0 : 1);
        var view = await graphs.OfAsync(boxes, around, steps, around is null ? fitting : null, cancellationToken);
        var pages = OperatorTable.Pages(boxes, OperatorsOfPage);
        var shown = fitting is null ? pages : OperatorTable.Pages([.. fitting.Select(index => boxes[index])], OperatorsOfPage);
        var page = Number(query["page"], 1, shown.Count) ?? 1;
        return new JobPictures(boxes, view, LinksOf(PageLinks.Job(target.Name, job.JobName, job.JobId), filter, boxes, view, pages, shown[page - 1]))
        {
            Around = around,
            Filter = filter,
            Fitting = fitting,
            Steps = steps,
            Percent = SizeOf(query["size"]),
            Pages = shown,
            Page = page,
        };
    }

    // A vertex that the picture or the shown page of the table doesn't have is a page of its own; the table has it where it is not filtered.
    private static VertexLinks LinksOf(
        string address, VertexFilter filter, IReadOnlyList<VertexBox> boxes, GraphView view, IReadOnlyList<IReadOnlyList<VertexBox>> pages, IReadOnlyList<VertexBox> page)
    {
        var drawn = view.Shown(boxes).Select(box => box.Vertex.Id).ToHashSet(StringComparer.Ordinal);
        var here = page.Select(box => box.Vertex.Id).ToHashSet(StringComparer.Ordinal);
        var pageOf = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var number = 0; number < pages.Count; number++)
        {
            foreach (var box in pages[number])
            {
                pageOf.TryAdd(box.Vertex.Id, number + 1);
            }
        }

        return new VertexLinks(
            string.Empty,
            id => drawn.Contains(id) ? $"#{Anchors.OfBox(id)}" : view.Drawn is not null && pageOf.ContainsKey(id) ? $"{address}{filter.ToQuery()}&around={Uri.EscapeDataString(id)}#{Anchors.OfBox(id)}" : null,
            id => here.Contains(id) ? $"#{Anchors.OfVertex(id)}" : !pageOf.TryGetValue(id, out var at) ? null : string.Create(CultureInfo.InvariantCulture, $"{address}&page={at}#{Anchors.OfVertex(id)}"));
    }

    // Null where it asks for none that there is.
    private static int? SizeOf(string? text) => text == FitWord ? JobGraphPicture.Fit
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && Sizes.Contains(percent) ? percent : null;

    private static int? Number(string? text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
}
