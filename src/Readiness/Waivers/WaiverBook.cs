using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Waivers;

/// <summary>The waivers that hold for one target today.</summary>
internal sealed class WaiverBook
{
    private readonly WaiverIndex _index;
    private readonly bool[] _holds;

    /// <summary>Opens the book for <paramref name="target"/>.</summary>
    public WaiverBook(IReadOnlyList<Waiver> waivers, string target, DateTimeOffset now)
    {
        _index = WaiverIndex.Of(waivers);
        _holds = _index.HoldingFor(target, now);
    }

    /// <summary>
    /// The check with each waived finding marked; waived as a whole where every finding is. What an earlier poll marked is forgotten
    /// first: a verdict that is kept through an outage follows the waivers of today.
    /// </summary>
    public CheckResult Apply(CheckResult check, string? jobName)
    {
        if (check.Status is not (CheckStatus.Fail or CheckStatus.Waived))
        {
            return check;
        }

        var page = _index.Find(check.Rule);
        List<Finding>? marked = null;
        Severity? worst = null;
        for (var index = 0; index < check.Findings.Count; index++)
        {
            var finding = check.Findings[index];
            var applied = page is null ? null : First(page.Covering(jobName ?? finding.JobName, finding.Resource))?.Applied;
            if (applied is null && (worst is null || finding.Severity > worst))
            {
                worst = finding.Severity;
            }

            // Most findings of most polls are as they were: nothing is copied for them.
            if (!Equals(finding.Waiver, applied))
            {
                marked ??= [.. check.Findings];
                marked[index] = finding with { Waiver = applied };
            }
        }

        var status = worst is null ? CheckStatus.Waived : CheckStatus.Fail;
        var severity = worst ?? check.Findings.Max(finding => finding.Severity);
        return marked is null && check.Status == status && check.Severity == severity
            ? check
            : check with { Findings = marked ?? check.Findings, Status = status, Severity = severity };
    }

    /// <summary>
    /// Marks, by position in the configuration, every waiver that covers a finding of the checks, also where another came first, and every
    /// one that would cover a finding of a check that is unknown today.
    /// </summary>
    public void Mark(IReadOnlyList<CheckResult> checks, string? jobName, bool[] used, bool[] open)
    {
        for (var index = 0; index < checks.Count; index++)
        {
            var check = checks[index];
            if (_index.Find(check.Rule) is not { } page)
            {
                continue;
            }

            if (check.Status == CheckStatus.Unknown)
            {
                // What it may find of a cluster may be about any job.
                Mark(jobName is null ? page.All : page.Covering(jobName), open);
            }

            // Findings of one vertex follow each other, and are covered by the same waivers.
            WaiverScope[]? before = null;
            foreach (var finding in check.Findings)
            {
                var covering = page.Covering(jobName ?? finding.JobName, finding.Resource);
                if (covering != before)
                {
                    Mark(covering, used);
                    before = covering;
                }
            }
        }
    }

    /// <summary>Marks every waiver of the book.</summary>
    public void MarkAll(bool[] marks)
    {
        for (var index = 0; index < _holds.Length; index++)
        {
            marks[index] |= _holds[index];
        }
    }

    private void Mark(WaiverScope[] scopes, bool[] marks)
    {
        foreach (var scope in scopes)
        {
            marks[scope.Index] |= _holds[scope.Index];
        }
    }

    private WaiverScope? First(WaiverScope[] scopes)
    {
        foreach (var scope in scopes)
        {
            if (_holds[scope.Index])
            {
                return scope;
            }
        }

        return null;
    }
}
