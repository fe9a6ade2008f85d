using System.Collections.Frozen;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.OperatorIds;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Rules;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Metrics;

/// <summary>Label values of closed sets, in snake_case.</summary>
internal static class Words
{
    private static readonly string[] Reasons = [.. FailureReasons.All.Select(SnakeCase)];

    private static readonly FrozenDictionary<RuleCategory, string> Categories =
        Enum.GetValues<RuleCategory>().ToFrozenDictionary(category => category, category => SnakeCase(category.ToString()));

    public static IReadOnlyList<Severity> Severities { get; } = [Severity.Critical, Severity.Warning, Severity.Info];

    public static IReadOnlyList<CheckStatus> Statuses { get; } = Enum.GetValues<CheckStatus>();

    public static IReadOnlyList<UidVerdict> Uids { get; } = [UidVerdict.Auto, UidVerdict.Declared, UidVerdict.Explicit, UidVerdict.Undecided];

    public static string Of(FailureReason reason) => Reasons[(int)reason];

    public static string Of(RuleCategory category) => Categories[category];

    public static string Of(Severity severity) => severity switch
    {
        Severity.Critical => "critical",
        Severity.Warning => "warning",
        _ => "info",
    };

    public static string Of(CheckStatus status) => status switch
    {
        CheckStatus.Pass => "pass",
        CheckStatus.Fail => "fail",
        CheckStatus.Waived => "waived",
        CheckStatus.Unknown => "unknown",
        _ => "not_applicable",
    };

    public static string Of(UnknownReason reason) => reason switch
    {
        UnknownReason.Unread => "unread",
        UnknownReason.Undecidable => "undecidable",
        _ => "needs_history",
    };

    public static string Of(UidVerdict uid) => uid switch
    {
        UidVerdict.Auto => "auto",
        UidVerdict.Declared => "declared",
        UidVerdict.Explicit => "explicit",
        _ => "undecided",
    };

    private static string SnakeCase(string text) =>
        string.Concat(text.Select((unit, at) => char.IsUpper(unit) ? (at == 0 ? "" : "_") + char.ToLowerInvariant(unit) : unit.ToString()));
}
