using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Reports;

/// <summary>What a person is shown of an assessment: what needs attention, the worst first, and how much was left out.</summary>
internal sealed class Digest
{
    private Digest(GroupDigest? fleet, GroupDigest? configuration, IReadOnlyList<TargetDigest> targets)
    {
        Fleet = fleet;
        Configuration = configuration;
        Targets = targets;
        Hidden = (fleet?.Hidden ?? 0) + (configuration?.Hidden ?? 0) + targets.Sum(target => target.Groups.Sum(group => group.Hidden));
    }

    /// <summary>The rules on several targets; null where they have nothing to say.</summary>
    public GroupDigest? Fleet { get; }

    /// <summary>The rules on the configuration itself; null where they have nothing to say.</summary>
    public GroupDigest? Configuration { get; }

    /// <summary>The targets, the worst first.</summary>
    public IReadOnlyList<TargetDigest> Targets { get; }

    /// <summary>Violations, waived violations and undecided checks below the severity that is shown.</summary>
    public int Hidden { get; }

    /// <summary>Makes the digest.</summary>
    public static Digest Of(Assessment assessment, ReportContext context)
    {
        var ofFleet = assessment.Checks.ToLookup(check => check.Rule.Scope == RuleScope.Fleet);
        var fleet = GroupDigest.Of(null, [.. ofFleet[true]], context);
        var configuration = GroupDigest.Of(null, [.. ofFleet[false]], context);
        var targets = assessment.Targets.Select(target => TargetDigest.Of(target, context)).ToList();
        return new Digest(
            fleet.Shown.Count + fleet.Hidden > 0 ? fleet : null,
            configuration.Shown.Count + configuration.Hidden > 0 ? configuration : null,
            [.. targets.OrderBy(target => target.Target.Assessed).ThenBy(target => target.Rank).ThenBy(target => target.Target.Score ?? 100)]);
    }
}

/// <summary>A target with what needs attention.</summary>
/// <param name="Target">The target.</param>
/// <param name="Groups">The cluster first where it has something to show, then jobs, the worst first.</param>
/// <param name="QuietJobs">Jobs with nothing to show.</param>
internal sealed record TargetDigest(TargetAssessment Target, IReadOnlyList<GroupDigest> Groups, IReadOnlyList<JobAssessment> QuietJobs)
{
    /// <summary>Smaller is worse.</summary>
    public int Rank => Groups.Select(group => group.Rank).DefaultIfEmpty(int.MaxValue).Min();

    /// <summary>Makes the digest of a target.</summary>
    public static TargetDigest Of(TargetAssessment target, ReportContext context)
    {
        var cluster = GroupDigest.Of(null, target.Checks, context);
        var jobs = target.Jobs.Select(job => GroupDigest.Of(job, job.Checks, context)).ToList();
        return new TargetDigest(
            target,
            [.. new[] { cluster }.Concat(jobs.OrderBy(job => job.Rank).ThenBy(job => job.Job!.Score ?? 100)).Where(group => group.Shown.Count + group.Hidden > 0)],
            [.. jobs.Where(job => job.Shown.Count + job.Hidden == 0).Select(job => job.Job!)]);
    }
}

/// <summary>The checks of a job, a cluster, the fleet or the configuration that need attention.</summary>
/// <param name="Job">Null for a cluster, the fleet and the configuration.</param>
/// <param name="Shown">Violations, then what is undecided, then what was seen in part only, then what is waived; the worst first.</param>
/// <param name="Hidden">How many of them are below the severity that is shown.</param>
internal sealed record GroupDigest(JobAssessment? Job, IReadOnlyList<CheckResult> Shown, int Hidden)
{
    /// <summary>Smaller is worse.</summary>
    public int Rank => Shown.Count == 0 ? int.MaxValue : RankOf(Shown[0]);

    /// <summary>Makes the digest of a group.</summary>
    public static GroupDigest Of(JobAssessment? job, IReadOnlyList<CheckResult> checks, ReportContext context)
    {
        var notable = checks.Where(IsNotable).ToList();
        var shown = notable.Where(context.Shows).OrderBy(RankOf).ThenByDescending(check => check.OpenFindings).ThenBy(check => check.Rule.Id, StringComparer.Ordinal).ToList();
        return new GroupDigest(job, shown, notable.Count - shown.Count);
    }

    private static bool IsNotable(CheckResult check) =>
        check.Status is CheckStatus.Fail or CheckStatus.Unknown or CheckStatus.Waived || check is { Status: CheckStatus.Pass, Complete: false };

    private static int RankOf(CheckResult check) => check.Status switch
    {
        CheckStatus.Fail => Severity.Critical - check.Severity,
        CheckStatus.Unknown => 10 + (Severity.Critical - check.Severity),
        CheckStatus.Pass => 20,
        _ => 30,
    };
}
