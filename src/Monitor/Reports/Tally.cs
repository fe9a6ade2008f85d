using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Reports;

/// <summary>How many checks came out how, and how many resources those that failed are about.</summary>
internal sealed class Tally
{
    private readonly int[] _byStatus = new int[Enum.GetValues<CheckStatus>().Length];
    private readonly int[] _failsBySeverity = new int[Enum.GetValues<Severity>().Length];
    private readonly int[] _affectedBySeverity = new int[Enum.GetValues<Severity>().Length];

    private Tally(IEnumerable<CheckResult> checks)
    {
        foreach (var check in checks)
        {
            _byStatus[(int)check.Status]++;
            if (check.Status == CheckStatus.Fail)
            {
                _failsBySeverity[(int)check.Severity]++;
                _affectedBySeverity[(int)check.Severity] += check.OpenFindings;
            }
        }
    }

    /// <summary>Counts every check of an assessment.</summary>
    public static Tally Of(Assessment assessment) => new(LocatedCheck.Of(assessment).Select(located => located.Check));

    /// <summary>Counts some checks.</summary>
    public static Tally Of(IEnumerable<CheckResult> checks) => new(checks);

    /// <summary>Checks with a status.</summary>
    public int this[CheckStatus status] => _byStatus[(int)status];

    /// <summary>Failed checks of a severity.</summary>
    public int this[Severity severity] => _failsBySeverity[(int)severity];

    /// <summary>Resources that failed checks of a severity are about and no waiver covers, as the metric <c>violations</c> has them.</summary>
    public int Affected(Severity severity) => _affectedBySeverity[(int)severity];
}
