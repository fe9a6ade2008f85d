using System.Globalization;
using FlinkReady.Monitor.Layout;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Reports.Views;

/// <summary>What the box of a vertex says, line by line, and how large it is.</summary>
internal sealed class VertexBox
{
    /// <summary>Pixels from one line to the next.</summary>
    public const int LineHeight = 16;

    /// <summary>Pixels between the border and the text.</summary>
    public const int Padding = 8;

    /// <summary>Pixels that every box is wide.</summary>
    public const int Width = 264;

    /// <summary>Pixels from the border down to where the first line of text stands.</summary>
    public const int FirstBaseline = Padding + 12;

    private const int LongestName = 32;
    private const int MostOperators = 10;

    private VertexBox(JobVertexView vertex, Severity? worst, IReadOnlyList<OperatorVerdict> operators)
    {
        Vertex = vertex;
        Worst = worst;
        All = operators;
        Shown = operators.Count <= MostOperators ? operators : [.. operators.OrderBy(one => one.Uid == UidVerdict.Auto && one.Assignable ? 0 : 1).Take(MostOperators)];
        Size = new BoxSize(Width, (2 * Padding) + (LineHeight * (2 + Shown.Count + (Shown.Count < operators.Count ? 1 : 0))));
    }

    /// <summary>The vertex.</summary>
    public JobVertexView Vertex { get; }

    /// <summary>The severity of its worst open finding, null where it has none.</summary>
    public Severity? Worst { get; }

    /// <summary>Every operator of it.</summary>
    public IReadOnlyList<OperatorVerdict> All { get; }

    /// <summary>The operators that have a line: all, or of many those without a uid first.</summary>
    public IReadOnlyList<OperatorVerdict> Shown { get; }

    /// <summary>The size in pixels.</summary>
    public BoxSize Size { get; }

    /// <summary>Its name, as much of it as fits.</summary>
    public string Title => Cut(Vertex.Name);

    /// <summary>Parallelism, max parallelism and how far it can grow.</summary>
    public string Scaling => string.Create(
        CultureInfo.InvariantCulture,
        $"p {Vertex.Parallelism?.ToString(CultureInfo.InvariantCulture) ?? "–"} · max {Vertex.MaxParallelism?.ToString(CultureInfo.InvariantCulture) ?? "–"}{(Vertex.Headroom is { } headroom ? $" (×{headroom:0.##})" : string.Empty)}");

    /// <summary>The size of its state; a dash where that was not read.</summary>
    public string State => Vertex.StateBytes is { } bytes ? Text.Bytes(bytes) : "–";

    /// <summary>The boxes of a job, in the order of its vertices.</summary>
    public static IReadOnlyList<VertexBox> Of(JobAssessment job) => Of(job.Vertices.Read(), job);

    /// <summary>The boxes of these vertices of a job.</summary>
    public static IReadOnlyList<VertexBox> Of(IReadOnlyList<JobVertexView> vertices, JobAssessment job)
    {
        var operators = job.Operators.GroupBy(vertex => vertex.VertexId, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Operators, StringComparer.Ordinal);
        var worst = job.Checks.SelectMany(check => check.Findings)
            .Where(finding => finding is { Waiver: null, Resource.VertexId: not null })
            .GroupBy(finding => finding.Resource.VertexId!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Max(finding => finding.Severity), StringComparer.Ordinal);
        return [.. vertices.Select(vertex => new VertexBox(vertex, worst.TryGetValue(vertex.Id, out var severity) ? severity : null, operators.GetValueOrDefault(vertex.Id, [])))];
    }

    /// <summary>A sign for the verdict on an operator's uid: colour is never the only one.</summary>
    public static string SignOf(OperatorVerdict one) => one switch
    {
        { Assignable: false } => "–",
        { Uid: UidVerdict.Auto } => "✗",
        { Uid: UidVerdict.Undecided } => "?",
        _ => "✓",
    };

    /// <summary>A name, as much of it as fits into a line.</summary>
    public static string Cut(string name)
    {
        var line = PlainText.Line(name, 2_000);
        return line.Length <= LongestName ? line : string.Concat(line.AsSpan(0, char.IsHighSurrogate(line[LongestName - 2]) ? LongestName - 2 : LongestName - 1), "…");
    }
}
