using System.Globalization;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Reports;

/// <summary>The written forms of scores and times, and the word for the whole.</summary>
internal static class ReportWords
{
    /// <summary>The heading over checks on several targets.</summary>
    public const string FleetHeading = "Several targets";

    /// <summary>What a check of no single target is about: several targets, or FlinkReady's own configuration.</summary>
    /// <param name="rule">The rule's id; null for a change of the configuration itself.</param>
    public static string PlaceOf(string? rule) =>
        rule is not null && RuleCatalogue.Find(rule) is { Scope: RuleScope.Fleet } ? FleetHeading : "configuration";

    /// <summary>A score with its one decimal, <c>none</c> where nothing was assessed.</summary>
    public static string ToText(double? score) => score is { } value ? value.ToString("0.0", CultureInfo.InvariantCulture) : "none";

    /// <summary>A word for the whole. However high the score, nothing with a critical violation is ready.</summary>
    public static string Level(Assessment assessment) => assessment.Score switch
    {
        null => "not assessed",
        _ when LocatedCheck.Of(assessment).Any(located => located.Check is { Status: CheckStatus.Fail, Severity: Severity.Critical }) => "not ready",
        >= 95 => "ready",
        >= 80 => "nearly ready",
        >= 50 => "at risk",
        _ => "not ready",
    };

    /// <summary>What an inferred finding rests on. The job's code is named only where it can decide.</summary>
    public static string Inferred(RuleDescriptor rule) => rule switch
    {
        { IsSetInCode: true } => "inferred from what was read; the job's code may say otherwise",
        { Scope: RuleScope.Job } => "inferred from what was read",
        { Scope: RuleScope.Fleet } => "inferred from equal names; in two networks one name may mean two things",
        _ => "inferred from what was read, and from what is not set",
    };

    /// <summary>A time in UTC, milliseconds only where there are any.</summary>
    public static string ToText(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>A time in UTC for people: <c>2026-01-02 03:04:05Z</c>.</summary>
    public static string ToSecond(DateTimeOffset time) => time.ToString("u", CultureInfo.InvariantCulture);

    /// <summary>A day.</summary>
    public static string ToText(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
