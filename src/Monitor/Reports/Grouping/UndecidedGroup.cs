using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Reports.Grouping;

/// <summary>Checks that could not be decided, or only in part, for one reason.</summary>
/// <param name="Reason">Why; null for passes in part.</param>
/// <param name="Message">What the checks say; null where those of several rules say each their own.</param>
/// <param name="Checks">The checks, never none.</param>
internal sealed record UndecidedGroup(UnknownReason? Reason, string? Message, IReadOnlyList<LocatedCheck> Checks)
{
    /// <summary>The rules with how often each is there, the most frequent first.</summary>
    public IEnumerable<(RuleDescriptor Rule, Places Places)> Rules => Checks.GroupBy(located => located.Check.Rule)
        .Select(group => (group.Key, Places.Of(group.Select(located => (located, (Finding?)null)))))
        .OrderByDescending(rule => rule.Item2.Count).ThenBy(rule => rule.Key.Id, StringComparer.Ordinal);

    /// <summary>The groups of what is shown: what time alone decides is one, what else is missing is one each.</summary>
    public static IReadOnlyList<UndecidedGroup> Of(IEnumerable<LocatedCheck> checks, ReportContext context) =>
        [.. checks.Where(located => context.Shows(located.Check) && (located.Check.Status == CheckStatus.Unknown || located.Check is { Status: CheckStatus.Pass, Complete: false }))
            .GroupBy(located => (located.Check.UnknownReason, Message: located.Check.UnknownReason == UnknownReason.NeedsHistory ? null : located.Check.Message))
            .Select(group => new UndecidedGroup(group.Key.UnknownReason, group.Key.Message, [.. group]))
            .OrderBy(group => group.Reason is null)
            .ThenBy(group => group.Reason)
            .ThenByDescending(group => group.Checks.Max(located => located.Check.Severity))
            .ThenByDescending(group => group.Checks.Count)];
}
