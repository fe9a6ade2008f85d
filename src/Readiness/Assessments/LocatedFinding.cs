using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Assessments;

/// <summary>A finding together with where it was made.</summary>
/// <param name="Target">The target's name, empty for the configuration.</param>
/// <param name="Job">The job, null for cluster and configuration.</param>
/// <param name="Check">The check it belongs to.</param>
/// <param name="Finding">The finding.</param>
public sealed record LocatedFinding(string Target, JobAssessment? Job, CheckResult Check, Finding Finding)
{
    /// <summary>What makes it the same as a finding of another report.</summary>
    public FindingKey Key => FindingKey.Of(Check.Rule.Id, Target, Job?.JobName, Finding.Resource);

    /// <summary>Every finding of an assessment, waived ones included: the configuration's first, then target by target, its own before its jobs'.</summary>
    public static IEnumerable<LocatedFinding> Of(Assessment assessment)
    {
        foreach (var finding in Of(string.Empty, null, assessment.Checks))
        {
            yield return finding;
        }

        foreach (var target in assessment.Targets)
        {
            foreach (var finding in Of(target.Name, null, target.Checks))
            {
                yield return finding;
            }

            foreach (var finding in target.Jobs.SelectMany(job => Of(target.Name, job, job.Checks)))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<LocatedFinding> Of(string target, JobAssessment? job, IReadOnlyList<CheckResult> checks)
    {
        foreach (var check in checks)
        {
            foreach (var finding in check.Findings)
            {
                yield return new LocatedFinding(target, job, check, finding);
            }
        }
    }
}
