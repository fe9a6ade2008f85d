using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Metrics;

/// <summary>
/// Label values of closed sets: the words that reports use, in the snake_case of Prometheus. Kept, since every poll writes them many times.
/// </summary>
internal static class LabelWords
{
    private static readonly string[] Failures = [.. FailureReasons.All.Select(SnakeCase)];

    private static readonly string[] Categories = [.. Enum.GetValues<RuleCategory>().Select(category => SnakeCase(category.ToText()))];

    private static readonly string[] Statuses = [.. CheckStatuses.All.Select(status => SnakeCase(status.ToText()))];

    private static readonly string[] Unknowns = [.. Enum.GetValues<UnknownReason>().Select(reason => SnakeCase(reason.ToText()))];

    /// <summary>For example <c>leader_election</c>.</summary>
    public static string Of(FailureReason reason) => Failures[(int)reason];

    /// <summary>For example <c>identity_and_scaling</c>.</summary>
    public static string Of(RuleCategory category) => Categories[(int)category];

    /// <summary>For example <c>not_applicable</c>.</summary>
    public static string Of(CheckStatus status) => Statuses[(int)status];

    /// <summary>For example <c>needs_history</c>.</summary>
    public static string Of(UnknownReason reason) => Unknowns[(int)reason];

    private static string SnakeCase(string text) =>
        string.Concat(text.Select(unit => unit == '-' ? "_" : char.IsUpper(unit) ? $"_{char.ToLowerInvariant(unit)}" : unit.ToString()));
}
