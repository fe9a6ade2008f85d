using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Rules;

namespace FlinkReady.Readiness.Waivers;

/// <summary>
/// The waivers that hold for one target today. Looked up by rule, then by the job's name where a waiver spells it out, so that many
/// waivers (one a job, as a start on an old estate writes them) cost no more than few.
/// </summary>
internal sealed class WaiverBook
{
    private readonly Dictionary<string, Page> _byRule = new(StringComparer.Ordinal);

    /// <summary>Opens the book for <paramref name="target"/>.</summary>
    public WaiverBook(IReadOnlyList<Waiver> waivers, string target, DateTimeOffset now)
    {
        for (var index = 0; index < waivers.Count; index++)
        {
            var scope = new WaiverScope(waivers[index], index);
            if (scope.Waiver.HoldsAt(now) && scope.CoversTarget(target))
            {
                if (!_byRule.TryGetValue(scope.Waiver.Rule, out var page))
                {
                    _byRule[scope.Waiver.Rule] = page = new Page();
                }

                page.Add(scope);
            }
        }
    }

    /// <summary>
    /// The check with each waived finding marked; waived as a whole where every finding is. What an earlier look marked is forgotten
    /// first: a verdict that is kept through an outage follows the waivers of today.
    /// </summary>
    public CheckResult Apply(CheckResult check, string? jobName)
    {
        if (check.Status is not (CheckStatus.Fail or CheckStatus.Waived))
        {
            return check;
        }

        var scopes = ScopesFor(check.Rule.Id, jobName);
        if (scopes.Count == 0 && check.Status == CheckStatus.Fail && check.Findings.All(finding => finding.Waiver is null))
        {
            return check;
        }

        var findings = new List<Finding>(check.Findings.Count);
        Severity? worst = null;
        foreach (var finding in check.Findings)
        {
            var scope = First(scopes, finding);
            findings.Add(finding with { Waiver = scope?.Applied });
            if (scope is null && (worst is null || finding.Severity > worst))
            {
                worst = finding.Severity;
            }
        }

        return worst is { } severity
            ? check with { Findings = findings, Status = CheckStatus.Fail, Severity = severity }
            : check with { Findings = findings, Status = CheckStatus.Waived, Severity = check.Findings.Max(finding => finding.Severity) };
    }

    /// <summary>Marks, by position in the configuration, every waiver that covers a finding of the check, also where another came first.</summary>
    public void MarkUsed(CheckResult check, string? jobName, bool[] used)
    {
        if (check.Findings.Count == 0)
        {
            return;
        }

        foreach (var scope in ScopesFor(check.Rule.Id, jobName))
        {
            used[scope.Index] |= check.Findings.Any(finding => scope.CoversResource(finding.Resource));
        }
    }

    private static WaiverScope? First(List<WaiverScope> scopes, Finding finding)
    {
        foreach (var scope in scopes)
        {
            if (scope.CoversResource(finding.Resource))
            {
                return scope;
            }
        }

        return null;
    }

    private List<WaiverScope> ScopesFor(string rule, string? jobName) => _byRule.TryGetValue(rule, out var page) ? page.For(jobName) : [];

    private sealed class Page
    {
        private readonly Dictionary<string, List<WaiverScope>> _spelledOut = new(StringComparer.Ordinal);
        private readonly List<WaiverScope> _patterns = [];

        public void Add(WaiverScope scope)
        {
            if (scope.Waiver.Job is not { } job || job.AsSpan().ContainsAny('*', '?'))
            {
                _patterns.Add(scope);
                return;
            }

            if (!_spelledOut.TryGetValue(job, out var scopes))
            {
                _spelledOut[job] = scopes = [];
            }

            scopes.Add(scope);
        }

        /// <summary>The waivers that cover the job, in the order of the configuration: the first one gives the reason that is shown.</summary>
        public List<WaiverScope> For(string? job)
        {
            var scopes = job is not null && _spelledOut.TryGetValue(job, out var exact) ? new List<WaiverScope>(exact) : [];
            var sorted = scopes.Count == 0;
            foreach (var scope in _patterns)
            {
                if (scope.CoversJob(job))
                {
                    scopes.Add(scope);
                }
            }

            if (!sorted)
            {
                scopes.Sort(static (left, right) => left.Index.CompareTo(right.Index));
            }

            return scopes;
        }
    }
}
