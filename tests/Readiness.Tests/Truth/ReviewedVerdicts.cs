using FlinkReady.Readiness.Names;

namespace FlinkReady.Readiness.Tests.Truth;

/// <summary>A line of <c>reviewed-verdicts.md</c>.</summary>
internal sealed record ReviewedVerdict(int Line, Glob Recordings, Glob Jobs, Glob Rule, string Text)
{
    /// <summary>All lines, in their order: the first that fits counts.</summary>
    public static IReadOnlyList<ReviewedVerdict> All { get; } =
        [.. File.ReadAllLines(Path.Combine(SharedMaterial.RepositoryRoot, "tests", "Readiness.Tests", "Truth", "reviewed-verdicts.md"))
            .Select((line, index) => (Cells: line.Split('|', StringSplitOptions.TrimEntries), Number: index + 1))
            .Where(row => row.Cells is [_, ['`', ..], ..])
            .Select(row => new ReviewedVerdict(row.Number, Pattern(row.Cells[1]), Pattern(row.Cells[2]), Pattern(row.Cells[3]), row.Cells[4]))];

    /// <summary>The line on a verdict, null where there is none.</summary>
    public static ReviewedVerdict? Of(EndVerdict verdict) => All.FirstOrDefault(line =>
        line.Recordings.IsMatch(verdict.Recording) && line.Jobs.IsMatch(verdict.Job.Length == 0 ? "-" : verdict.Job) && line.Rule.IsMatch(verdict.Check.Rule.Id));

    private static Glob Pattern(string cell) => new(cell.Trim('`'));
}
