using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Assessments;

/// <summary>
/// What an earlier report found and did not waive. That is known; an assessment is held against it to see what is new. Counted: two findings of
/// one key where there was one are one new finding. Immutable.
/// </summary>
public sealed class Baseline
{
    private readonly Dictionary<FindingKey, int> _known = [];

    /// <summary>The baseline of a report with these findings.</summary>
    public Baseline(IEnumerable<FindingKey> findings)
    {
        foreach (var key in findings)
        {
            _known[key] = _known.GetValueOrDefault(key) + 1;
        }
    }

    /// <summary>Holds an assessment against it.</summary>
    public BaselineComparison Compare(Assessment assessment)
    {
        var left = new Dictionary<FindingKey, int>(_known);
        var worst = new Dictionary<CheckResult, Severity>(ReferenceEqualityComparer.Instance);
        var fresh = new HashSet<Finding>(ReferenceEqualityComparer.Instance);
        var known = 0;
        foreach (var located in LocatedCheck.Of(assessment))
        {
            foreach (var finding in located.OpenFindings)
            {
                var key = located.KeyOf(finding);
                if (left.GetValueOrDefault(key) is > 0 and var count)
                {
                    left[key] = count - 1;
                    known++;
                    continue;
                }

                fresh.Add(finding);
                if (!worst.TryGetValue(located.Check, out var severity) || finding.Severity > severity)
                {
                    worst[located.Check] = finding.Severity;
                }
            }
        }

        return new BaselineComparison(worst, fresh) { New = fresh.Count, Gone = left.Values.Sum(), Known = known };
    }
}
