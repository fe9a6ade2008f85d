using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Reports.Grouping;

/// <summary>Findings of one rule that one waiver covers.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Severity">The worst of the findings.</param>
/// <param name="Waiver">The waiver.</param>
/// <param name="Places">Where they are.</param>
/// <param name="Findings">How many there are.</param>
internal sealed record WaivedGroup(RuleDescriptor Rule, Severity Severity, AppliedWaiver Waiver, Places Places, int Findings)
{
    /// <summary>The groups of what is shown, the worst first.</summary>
    public static IReadOnlyList<WaivedGroup> Of(IEnumerable<LocatedCheck> checks, ReportContext context) =>
        [.. checks.Where(located => context.Shows(located.Check))
            .SelectMany(located => located.Check.Findings.Where(finding => finding.Waiver is not null).Select(finding => new Occurrence(located, finding)))
            .GroupBy(occurrence => (occurrence.Located.Check.Rule, occurrence.Finding.Waiver))
            .Select(group => new WaivedGroup(
                group.Key.Rule, group.Max(occurrence => occurrence.Finding.Severity), group.Key.Waiver!, Places.Of(group.Select(occurrence => (occurrence.Located, (Finding?)occurrence.Finding))), group.Count()))
            .OrderByDescending(group => group.Severity)
            .ThenByDescending(group => group.Findings)
            .ThenBy(group => group.Rule.Id, StringComparer.Ordinal)];
}
