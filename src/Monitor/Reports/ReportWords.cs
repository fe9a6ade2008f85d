using System.Globalization;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.OperatorIds;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Rules;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Reports;

/// <summary>The written forms that reports use; names of the JSON report are camelCase.</summary>
internal static class ReportWords
{
    /// <summary><c>pass</c>, <c>fail</c>, <c>waived</c>, <c>unknown</c> or <c>notApplicable</c>.</summary>
    public static string ToText(this CheckStatus status) => status switch
    {
        CheckStatus.Pass => "pass",
        CheckStatus.Fail => "fail",
        CheckStatus.Waived => "waived",
        CheckStatus.Unknown => "unknown",
        _ => "notApplicable",
    };

    /// <summary><c>unread</c>, <c>undecidable</c> or <c>needsHistory</c>.</summary>
    public static string ToText(this UnknownReason reason) => reason switch
    {
        UnknownReason.Unread => "unread",
        UnknownReason.Undecidable => "undecidable",
        _ => "needsHistory",
    };

    /// <summary>The reason for people.</summary>
    public static string ToPhrase(this UnknownReason reason) => reason switch
    {
        UnknownReason.Unread => "could not be read",
        UnknownReason.Undecidable => "can't be decided",
        _ => "takes more than one look",
    };

    /// <summary><c>proven</c> or <c>inferred</c>.</summary>
    public static string ToText(this Certainty certainty) => certainty == Certainty.Proven ? "proven" : "inferred";

    /// <summary><c>cluster</c>, <c>job</c>, <c>vertex</c>, <c>operator</c> or <c>configuration</c>.</summary>
    public static string ToText(this ResourceKind kind) => kind switch
    {
        ResourceKind.Cluster => "cluster",
        ResourceKind.Job => "job",
        ResourceKind.Vertex => "vertex",
        ResourceKind.Operator => "operator",
        _ => "configuration",
    };

    /// <summary><c>auto</c>, <c>declared</c>, <c>explicit</c> or <c>undecided</c>.</summary>
    public static string ToText(this UidVerdict verdict) => verdict switch
    {
        UidVerdict.Auto => "auto",
        UidVerdict.Declared => "declared",
        UidVerdict.Explicit => "explicit",
        _ => "undecided",
    };

    /// <summary><c>list</c> or <c>guess</c>.</summary>
    public static string ToText(this UidSource source) => source == UidSource.List ? "list" : "guess";

    /// <summary>The group's name in kebab-case.</summary>
    public static string ToText(this RuleCategory category) => category switch
    {
        RuleCategory.IdentityAndScaling => "identity-and-scaling",
        RuleCategory.State => "state",
        RuleCategory.Checkpointing => "checkpointing",
        RuleCategory.Availability => "availability",
        RuleCategory.Exposure => "exposure",
        _ => "configuration",
    };

    /// <summary>The group's name as a heading.</summary>
    public static string ToHeading(this RuleCategory category) => category switch
    {
        RuleCategory.IdentityAndScaling => "Identity and scaling",
        RuleCategory.State => "State",
        RuleCategory.Checkpointing => "Checkpointing",
        RuleCategory.Availability => "Availability and recovery",
        RuleCategory.Exposure => "Exposure",
        _ => "FlinkReady's own configuration",
    };

    /// <summary><c>job</c>, <c>cluster</c> or <c>configuration</c>.</summary>
    public static string ToText(this RuleScope scope) => scope switch
    {
        RuleScope.Job => "job",
        RuleScope.Cluster => "cluster",
        _ => "configuration",
    };

    /// <summary>A score with its one decimal, <c>none</c> where nothing was assessed.</summary>
    public static string ToText(double? score) => score is { } value ? value.ToString("0.0", CultureInfo.InvariantCulture) : "none";

    /// <summary>A word for the whole. However high the score, nothing with a critical violation is ready.</summary>
    public static string Level(Assessment assessment) => assessment.Score switch
    {
        null => "not assessed",
        _ when PlacedCheck.All(assessment).Any(placed => placed.Check is { Status: CheckStatus.Fail, Severity: Severity.Critical }) => "not ready",
        >= 95 => "ready",
        >= 80 => "nearly ready",
        >= 50 => "at risk",
        _ => "not ready",
    };

    /// <summary>A time in UTC, milliseconds only where there are any.</summary>
    public static string ToText(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>A day.</summary>
    public static string ToText(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
