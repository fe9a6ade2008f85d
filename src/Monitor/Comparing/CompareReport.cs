using FlinkReady.Readiness.Comparing;

namespace FlinkReady.Monitor.Comparing;

/// <summary>What reports of a comparison show.</summary>
/// <param name="Old">The old side.</param>
/// <param name="New">The new side.</param>
/// <param name="Comparison">What came of them.</param>
internal sealed record CompareReport(ComparedSide Old, ComparedSide New, Comparison Comparison)
{
    /// <summary>The version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>The level from which on a verdict fails the comparison; null for never.</summary>
    public ComparisonLevel? FailOn { get; init; } = ComparisonLevel.Lost;

    /// <summary>When it was made.</summary>
    public required DateTimeOffset GeneratedAt { get; init; }

    /// <summary>Whether the console has colours.</summary>
    public bool HasColor { get; init; }

    /// <summary>Columns of the console.</summary>
    public int Width { get; init; } = 80;

    /// <summary>Whether everything is listed, what is kept included.</summary>
    public bool IsVerbose { get; init; }

    /// <summary>The job's name; that of the old side where both have one.</summary>
    public string JobName => Comparison.Old.JobName ?? Comparison.New.JobName ?? "job";

    /// <summary>Whether a verdict fails the comparison.</summary>
    public bool Fails(OperatorComparison one) => one.Level >= FailOn && one.Level > ComparisonLevel.None;

    /// <summary>How many operators have a verdict.</summary>
    public int Count(ComparisonVerdict verdict) => Comparison.Operators.Count(one => one.Verdict == verdict);
}

/// <summary>Writes a comparison in one format. Decides nothing.</summary>
internal interface ICompareWriter
{
    /// <summary>Writes the whole report, in UTF-8.</summary>
    void Write(CompareReport report, Stream output);
}

/// <summary>The formats of comparisons, the default first.</summary>
internal static class CompareFormats
{
    private static readonly (string Name, ICompareWriter Writer)[] All =
    [
        ("console", new CompareConsole()),
        ("json", new CompareJson()),
        ("markdown", new CompareMarkdown()),
        ("sarif", new CompareSarif()),
        ("junit", new CompareJUnit()),
    ];

    /// <summary>Their names.</summary>
    public static string[] Names { get; } = [.. All.Select(format => format.Name)];

    /// <summary>The writer of a format.</summary>
    public static ICompareWriter Of(string name) => Array.Find(All, format => format.Name == name).Writer;
}
