using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Reports;

/// <summary>A check with what it is about.</summary>
/// <param name="Target">Null for rules on the configuration itself.</param>
/// <param name="Job">Null for rules on a cluster or the configuration.</param>
/// <param name="Check">The check.</param>
internal readonly record struct PlacedCheck(TargetAssessment? Target, JobAssessment? Job, CheckResult Check)
{
    /// <summary>Every check of an assessment, in its order.</summary>
    public static IEnumerable<PlacedCheck> All(Assessment assessment)
    {
        foreach (var check in assessment.Checks)
        {
            yield return new PlacedCheck(null, null, check);
        }

        foreach (var check in assessment.Targets.SelectMany(Of))
        {
            yield return check;
        }
    }

    /// <summary>Every check of a target, those of the cluster first.</summary>
    public static IEnumerable<PlacedCheck> Of(TargetAssessment target) =>
        target.Checks.Select(check => new PlacedCheck(target, null, check))
            .Concat(target.Jobs.SelectMany(job => job.Checks.Select(check => new PlacedCheck(target, job, check))));
}
