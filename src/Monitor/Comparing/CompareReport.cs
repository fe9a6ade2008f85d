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
