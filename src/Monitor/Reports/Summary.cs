using System.Globalization;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Reports;

/// <summary>The sentences that reports for people share.</summary>
internal static class Summary
{
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(2);

    /// <summary>One line on the whole.</summary>
    public static string Line(Assessment assessment)
    {
        var tally = Tally.Of(assessment);
        var parts = Severities.WorstFirst.Where(severity => tally[severity] > 0).Select(severity => string.Create(CultureInfo.InvariantCulture, $"{tally[severity]} {severity.ToText()}")).ToList();
        var nothing = tally[CheckStatus.Pass] + tally[CheckStatus.Waived] > 0 ? "nothing wrong was found" : "nothing was decided";
        parts.Insert(0, parts.Count == 0 ? nothing : Text.Count(tally[CheckStatus.Fail], "failed check") + ":");
        if (parts.Count > 1)
        {
            parts = [$"{parts[0]} {string.Join(", ", parts.Skip(1))}"];
        }

        Add("unknown", CheckStatus.Unknown);
        Add("waived", CheckStatus.Waived);
        Add("passed", CheckStatus.Pass);
        Add("not applicable", CheckStatus.NotApplicable);
        var failed = assessment.Targets.Count(target => !target.Assessed);
        if (failed > 0)
        {
            parts.Insert(0, $"{Text.Count(failed, "target")} not assessed");
        }

        return string.Join(" · ", parts);

        void Add(string word, CheckStatus status)
        {
            if (tally[status] > 0)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{tally[status]} {word}"));
            }
        }
    }

    /// <summary>One line on how many resources the failed checks are about, as pages and metrics count; null where none failed, or where each is about one.</summary>
    public static string? Affected(Assessment assessment)
    {
        var tally = Tally.Of(assessment);
        var parts = Severities.WorstFirst.Where(severity => tally.Affected(severity) > 0).Select(severity => string.Create(CultureInfo.InvariantCulture, $"{tally.Affected(severity)} {severity.ToText()}")).ToList();
        return Severities.WorstFirst.All(severity => tally.Affected(severity) == tally[severity]) ? null : $"{Text.Count(Severities.WorstFirst.Sum(tally.Affected), "affected resource")}: {string.Join(", ", parts)}.";
    }

    /// <summary>What is said where nothing is open and something is waived, which is not the same as ready; null elsewhere.</summary>
    public static string? OnlyWaived(Assessment assessment)
    {
        var waived = LocatedCheck.Of(assessment).Where(located => located.Check.Status == CheckStatus.Waived).ToList();
        if (waived.Count == 0 || LocatedCheck.Of(assessment).Any(located => located.Check.Status == CheckStatus.Fail))
        {
            return null;
        }

        var critical = waived.Count(located => located.Check.Severity == Severity.Critical);
        return string.Create(CultureInfo.InvariantCulture, $"nothing open; {waived.Count} waived{(critical > 0 ? $", {critical} of them critical" : string.Empty)}");
    }

    /// <summary>When a target was looked at, where that is not now: ages in messages count from there. Null where it is.</summary>
    public static string? AsOf(Assessment assessment, TargetAssessment target) =>
        assessment.GeneratedAt - target.ObservedAt > Recent ? $"as of {ReportWords.ToSecond(target.ObservedAt)}" : null;

    /// <summary>Where a target is, what it runs and its score.</summary>
    public static string TargetLine(TargetAssessment target) =>
        string.Join(" · ", TargetParts(target).Append(target.Score is null ? "no score" : $"score {ReportWords.ToText(target.Score)}"));

    /// <summary>Where a target is and what it runs. How many jobs is not known of one that was not assessed, and not said.</summary>
    public static IEnumerable<string> TargetParts(TargetAssessment target)
    {
        if (target.FlinkVersion is { } version)
        {
            yield return $"Flink {version}";
        }

        if (target.Assessed)
        {
            yield return Text.Count(target.Jobs.Count, "job");
        }

        yield return target.Access.Address;
    }

    /// <summary>What a check says, its status included where it is no plain violation.</summary>
    public static string What(CheckResult check) => check.Status switch
    {
        CheckStatus.Unknown => $"{check.UnknownReason!.Value.ToPhrase()}: {check.Message}",
        CheckStatus.Waived => check.Findings[0].Waiver is { } waiver ? $"{check.Message} Waived until {ReportWords.ToText(waiver.Expires)} by {waiver.Owner}: {waiver.Reason}" : check.Message,
        _ => check.Message,
    };

    /// <summary>What was found, in a few words and with the score, for where no report is shown.</summary>
    public static string Found(Assessment assessment, ReportContext context)
    {
        var found = OnlyWaived(assessment) ?? Line(assessment);
        return $"{found}{(context.Baseline is { } baseline ? $"; {baseline.New} new" : string.Empty)}{(context.IsNarrowed || assessment.Score is null ? string.Empty : $"; score {ReportWords.ToText(assessment.Score)}")}";
    }

    /// <summary>One line on how the assessment compares with an earlier report.</summary>
    public static string Against(BaselineComparison baseline) => $"Against the baseline: {Text.Count(baseline.New, "new finding")}, {baseline.Gone} gone, {baseline.Known} as before.";

    /// <summary>The line on what the severity filter left out.</summary>
    public static string Hidden(int count, Severity minimum) =>
        $"{Text.Count(count, "check")} below {minimum.ToText()} {(count == 1 ? "is" : "are")} hidden by --min-severity {minimum.ToText()}.";
}
