using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Rules;

namespace FlinkReady.Readiness.Waivers;

/// <summary>The waivers that hold for one target today, looked up by rule.</summary>
internal sealed class WaiverBook
{
    private readonly Dictionary<string, List<Entry>> _byRule = new(StringComparer.Ordinal);

    public WaiverBook(IEnumerable<Waiver> waivers, string target, DateTimeOffset now)
    {
        foreach (var waiver in waivers)
        {
            if (waiver.HoldsAt(now) && new Glob(waiver.Target).IsMatch(target))
            {
                if (!_byRule.TryGetValue(waiver.Rule, out var entries))
                {
                    _byRule[waiver.Rule] = entries = [];
                }

                entries.Add(new Entry(waiver));
            }
        }
    }

    /// <summary>The check with each waived finding marked; waived as a whole where every finding is.</summary>
    public CheckResult Apply(CheckResult check, string? jobName)
    {
        if (check.Status != CheckStatus.Fail || !_byRule.TryGetValue(check.Rule.Id, out var entries))
        {
            return check;
        }

        var findings = new List<Finding>(check.Findings.Count);
        Severity? worst = null;
        foreach (var finding in check.Findings)
        {
            var entry = entries.Find(candidate => candidate.Covers(finding, jobName));
            findings.Add(entry is null ? finding : finding with { Waiver = entry.Applied });
            if (entry is null && (worst is null || finding.Severity > worst))
            {
                worst = finding.Severity;
            }
        }

        return worst is { } severity
            ? check with { Findings = findings, Severity = severity }
            : check with { Findings = findings, Status = CheckStatus.Waived };
    }

    private sealed class Entry(Waiver waiver)
    {
        private readonly Glob? _job = waiver.Job is null ? null : new Glob(waiver.Job);
        private readonly Glob? _vertex = waiver.Vertex is null ? null : new Glob(waiver.Vertex);

        public AppliedWaiver Applied { get; } = new(waiver.Reason, waiver.Owner, waiver.Expires);

        public bool Covers(Finding finding, string? jobName)
        {
            if (_job is not null && (jobName is null || !_job.IsMatch(jobName)))
            {
                return false;
            }

            return _vertex is null
                || (finding.Resource.VertexId is { } id && _vertex.IsMatch(id))
                || (finding.Resource.VertexName is { } name && _vertex.IsMatch(name));
        }
    }
}
