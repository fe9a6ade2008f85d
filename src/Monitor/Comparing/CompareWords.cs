using System.Globalization;
using FlinkReady.Readiness.Comparing;
using FlinkReady.Readiness.Names;

namespace FlinkReady.Monitor.Comparing;

/// <summary>The sentences that reports of a comparison share.</summary>
internal static class CompareWords
{
    /// <summary>What a verdict is called for people.</summary>
    public static string Title(ComparisonVerdict verdict) => verdict switch
    {
        ComparisonVerdict.Kept => "kept",
        ComparisonVerdict.KeptByChance => "kept by chance",
        ComparisonVerdict.Lost => "lost",
        ComparisonVerdict.Undecided => "undecided",
        ComparisonVerdict.Dropped => "dropped",
        ComparisonVerdict.New => "new",
        ComparisonVerdict.ParallelismAboveMax => "parallelism above max",
        _ => "max parallelism changed",
    };

    /// <summary>One line on the whole.</summary>
    public static string Outcome(CompareReport report)
    {
        var counts = ComparisonVerdicts.WorstFirst.Where(verdict => report.Count(verdict) > 0).Select(verdict => string.Create(CultureInfo.InvariantCulture, $"{report.Count(verdict)} {Title(verdict)}")).ToList();
        var operators = report.Comparison.Operators;
        var first = operators.Count == 0 ? "Nothing was compared: neither side shows an operator"
            : operators.Any(one => one.Level == ComparisonLevel.Lost) ? "This deployment loses state, or Flink refuses it"
            : operators.Any(one => one.Verdict == ComparisonVerdict.Undecided) ? "No loss was found, and not everything could be decided"
            : operators.Any(one => one.Level == ComparisonLevel.Risk) ? "Nothing is lost, and what has no uid is at risk at the next change"
            : "Every operator finds its state";
        return counts.Count == 0 ? $"{first}." : $"{first}: {string.Join(", ", counts)}.";
    }

    /// <summary>What a side is and where it comes from.</summary>
    public static string Side(ComparedSide side)
    {
        var set = side.Operators;
        var version = set.FlinkVersion is { } flink ? $", Flink {flink}" : string.Empty;
        var job = set.JobName is { } name ? $", {Text.Name(name)}" : string.Empty;
        return $"{side.Source} ({side.Kind.ToText()}{job}{version}): {Text.Count(set.Operators.Count, "operator")}{(set.IsComplete ? string.Empty : ", not complete")}";
    }

    /// <summary>An operator with its id and uid.</summary>
    public static string Identity(ComparedOperator one) =>
        $"{one.Id ?? "id not known"}{(one.UidText is { } uid ? $", uid {Text.Name(uid)}" : string.Empty)}";
}
