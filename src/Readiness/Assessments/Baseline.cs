namespace FlinkReady.Readiness.Assessments;

/// <summary>
/// The findings of an earlier report. What it has is known; a report is held against it to see what is new. Counted: two findings of
/// one key where there was one are one new finding. Immutable.
/// </summary>
public sealed class Baseline
{
    private readonly Dictionary<FindingKey, int> _known = [];

    /// <summary>The baseline of a report with these findings, waived ones included.</summary>
    public Baseline(IEnumerable<FindingKey> findings)
    {
        foreach (var key in findings)
        {
            _known[key] = _known.GetValueOrDefault(key) + 1;
        }
    }

    /// <summary>The baseline of an assessment.</summary>
    public static Baseline Of(Assessment assessment) => new(LocatedFinding.Of(assessment).Select(finding => finding.Key));

    /// <summary>The findings of <paramref name="assessment"/> that are not waived and that the baseline does not have, in its order.</summary>
    public IReadOnlyList<LocatedFinding> NewIn(Assessment assessment)
    {
        var left = new Dictionary<FindingKey, int>(_known);
        var fresh = new List<LocatedFinding>();
        foreach (var finding in LocatedFinding.Of(assessment))
        {
            var key = finding.Key;
            if (left.GetValueOrDefault(key) is > 0 and var count)
            {
                left[key] = count - 1;
            }
            else if (finding.Finding.Waiver is null)
            {
                fresh.Add(finding);
            }
        }

        return fresh;
    }
}
