using FlinkReady.FlinkModel.Secrets;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Assessments;

/// <summary>A check with what it is about.</summary>
/// <param name="Target">Null for rules on the configuration itself and on the fleet.</param>
/// <param name="Job">Null for rules on a cluster or the configuration.</param>
/// <param name="Check">The check.</param>
public readonly record struct LocatedCheck(TargetAssessment? Target, JobAssessment? Job, CheckResult Check)
{
    /// <summary>Every check of an assessment, in its order.</summary>
    public static IEnumerable<LocatedCheck> Of(Assessment assessment)
    {
        foreach (var check in assessment.Checks)
        {
            yield return new LocatedCheck(null, null, check);
        }

        foreach (var check in assessment.Targets.SelectMany(Of))
        {
            yield return check;
        }
    }

    /// <summary>Every check of a target, those of the cluster first.</summary>
    public static IEnumerable<LocatedCheck> Of(TargetAssessment target) =>
        target.Checks.Select(check => new LocatedCheck(target, null, check))
            .Concat(target.Jobs.SelectMany(job => job.Checks.Select(check => new LocatedCheck(target, job, check))));

    /// <summary>Its findings that no waiver covers.</summary>
    public IEnumerable<Finding> OpenFindings => Check.Findings.Where(static finding => finding.Waiver is null);

    /// <summary>What makes one of its findings the same as a finding of another report, which shows names with their secrets masked.</summary>
    public FindingKey KeyOf(Finding finding) => new(
        Check.Rule.Id, Target?.Name ?? finding.Resource.TargetNames, Shown(Job?.JobName ?? finding.JobName), finding.Severity, finding.Resource.Kind, Shown(finding.Resource.VertexName), Shown(finding.Resource.Operator));

    private static string? Shown(string? name) => name is null ? null : SecretText.Mask(name);
}
