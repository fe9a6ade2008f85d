using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Waivers;

/// <summary>Waivers on findings that name several targets: a waiver's target matches any of them.</summary>
internal sealed class FleetWaivers(IReadOnlyList<Waiver> waivers, DateTimeOffset now)
{
    private readonly WaiverIndex _index = WaiverIndex.Of(waivers);

    /// <summary>The check with each waived finding marked; waived as a whole where every finding is.</summary>
    public CheckResult Apply(CheckResult check)
    {
        if (check.Status != CheckStatus.Fail || _index.Find(check.Rule) is null)
        {
            return check;
        }

        var findings = check.Findings.Select(finding => finding with { Waiver = Covering(check.Rule, finding).FirstOrDefault()?.Applied }).ToList();
        var open = findings.Where(static finding => finding.Waiver is null).ToList();
        return check with
        {
            Findings = findings,
            Status = open.Count > 0 ? CheckStatus.Fail : CheckStatus.Waived,
            Severity = (open.Count > 0 ? open : findings).Max(static finding => finding.Severity),
        };
    }

    /// <summary>Marks, by position in the configuration, every waiver that covers a finding, and every one that would cover one of a check that is unknown today.</summary>
    public void Mark(IReadOnlyList<CheckResult> checks, bool[] used, bool[] open)
    {
        foreach (var check in checks)
        {
            foreach (var scope in check.Findings.SelectMany(finding => Covering(check.Rule, finding)))
            {
                used[scope.Index] = true;
            }

            if (check.Status == CheckStatus.Unknown || !check.Complete)
            {
                foreach (var scope in (_index.Find(check.Rule)?.Covering(null) ?? []).Where(scope => scope.Waiver.HoldsAt(now)))
                {
                    open[scope.Index] = true;
                }
            }
        }
    }

    private IEnumerable<WaiverScope> Covering(RuleDescriptor rule, Finding finding) =>
        (_index.Find(rule)?.Covering(null, finding.Resource) ?? [])
            .Where(scope => scope.Waiver.HoldsAt(now) && finding.Resource.Targets.Any(scope.CoversTarget));
}
