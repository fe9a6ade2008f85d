using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Reports.Grouping;

/// <summary>A finding with the check that it belongs to.</summary>
internal readonly record struct Occurrence(LocatedCheck Located, Finding Finding);

/// <summary>Open findings of one rule that one change mends, wherever they are: what a reader has to do stands there once.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Severity">The worst of the findings.</param>
/// <param name="Fix">What to change.</param>
/// <param name="Occurrences">The findings, the worst first, never none.</param>
internal sealed record Cause(RuleDescriptor Rule, Severity Severity, string Fix, IReadOnlyList<Occurrence> Occurrences)
{
    /// <summary>Where they are, each place once.</summary>
    public Places Places { get; } = Places.Of(Occurrences.Select(occurrence => (occurrence.Located, (Finding?)occurrence.Finding)));

    /// <summary>What is wrong: each sentence once, with where it was found.</summary>
    public IEnumerable<IGrouping<string, Occurrence>> Messages => Occurrences.GroupBy(occurrence => occurrence.Finding.Message, StringComparer.Ordinal);

    /// <summary>The causes of what is open and shown, the worst first, then those in the most places.</summary>
    /// <param name="checks">Where to look.</param>
    /// <param name="context">What is shown.</param>
    /// <param name="onlyNew">Whether what the baseline has is left out.</param>
    public static IReadOnlyList<Cause> Of(IEnumerable<LocatedCheck> checks, ReportContext context, bool onlyNew = false)
    {
        var open = checks.Where(located => located.Check.Status == CheckStatus.Fail && context.Shows(located.Check))
            .SelectMany(located => located.OpenFindings.Where(finding => !onlyNew || context.IsNew(finding)).Select(finding => new Occurrence(located, finding)));
        var causes = open.GroupBy(occurrence => (occurrence.Located.Check.Rule, occurrence.Finding.Remediation))
            .Select(group => new Cause(group.Key.Rule, group.Max(occurrence => occurrence.Finding.Severity), group.Key.Remediation, [.. group.OrderByDescending(occurrence => occurrence.Finding.Severity)]))
            .ToList();
        var byRule = causes.GroupBy(cause => cause.Rule).ToDictionary(group => group.Key, group => group.Max(cause => cause.Places.Count));
        return [.. causes
            .OrderByDescending(cause => cause.Severity)
            .ThenByDescending(cause => byRule[cause.Rule])
            .ThenBy(cause => cause.Rule.Id, StringComparer.Ordinal)
            .ThenByDescending(cause => cause.Places.Count)];
    }
}
