using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Assessments;

/// <summary>
/// How ready something is, 0 to 100 with one decimal: <c>100 × Σ w(pass) ÷ Σ w(pass or fail)</c> with a weight of 10 for critical, 3 for
/// warning and 1 for info. What is unknown, waived or not applicable counts in neither sum.
/// </summary>
internal static class Score
{
    /// <summary>The score of a set of checks, null where none passed or failed.</summary>
    public static double? Of(IEnumerable<CheckResult> checks)
    {
        int passed = 0, judged = 0;
        foreach (var check in checks)
        {
            if (check.Status is CheckStatus.Pass or CheckStatus.Fail)
            {
                var weight = Weight(check.Severity);
                judged += weight;
                passed += check.Status == CheckStatus.Pass ? weight : 0;
            }
        }

        return judged == 0 ? null : Round(100.0 * passed / judged);
    }

    /// <summary>The mean of the scores there are, null where there is none.</summary>
    public static double? Mean(IEnumerable<double?> scores)
    {
        double sum = 0;
        var count = 0;
        foreach (var score in scores)
        {
            if (score is { } value)
            {
                sum += value;
                count++;
            }
        }

        return count == 0 ? null : Round(sum / count);
    }

    /// <summary>The mean of a target's own score and the mean of its jobs' scores; whichever exists where the other does not.</summary>
    public static double? OfTarget(IEnumerable<CheckResult> checks, IEnumerable<JobAssessment> jobs) =>
        Mean([Of(checks), Mean(jobs.Select(job => job.Score))]);

    private static int Weight(Severity severity) => severity switch
    {
        Severity.Critical => 10,
        Severity.Warning => 3,
        _ => 1,
    };

    private static double Round(double value) => Math.Round(value, 1, MidpointRounding.AwayFromZero);
}
