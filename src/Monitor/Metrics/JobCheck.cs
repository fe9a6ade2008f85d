using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Metrics;

/// <summary>What one rule says of all jobs of one name, or of the cluster: what the verdict series show.</summary>
/// <param name="JobName">Empty for a rule about a cluster, several targets or the configuration.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Status">Fail beats unknown beats waived beats pass beats not applicable.</param>
/// <param name="Severity">The worst of the failing checks; of all where none fails.</param>
/// <param name="Open">Affected resources that are not waived.</param>
/// <param name="Waived">Affected resources that are waived.</param>
/// <param name="Reason">Why it is unknown; where several reasons meet, the one to look at first.</param>
internal readonly record struct JobCheck(
    string JobName, string Rule, CheckStatus Status, Severity Severity, int Open, int Waived, UnknownReason? Reason)
{
    /// <summary>Every check of a target, one for each rule and job name.</summary>
    public static List<JobCheck> AllOf(TargetAssessment target)
    {
        var all = new List<JobCheck>(target.Checks.Count + (target.Jobs.Count * 32));
        AddAll(all, target.Checks);
        foreach (var group in JobGroup.Of(target.Jobs))
        {
            AddAll(all, group);
        }

        return all;
    }

    /// <summary>The checks of the jobs of one name, one for each rule.</summary>
    public static List<JobCheck> Of(JobGroup group)
    {
        var all = new List<JobCheck>(64);
        AddAll(all, group);
        return all;
    }

    /// <summary>Checks that belong to no job.</summary>
    public static void AddAll(List<JobCheck> all, IReadOnlyList<CheckResult> checks)
    {
        foreach (var check in checks)
        {
            all.Add(Of(string.Empty, check));
        }
    }

    private static void AddAll(List<JobCheck> all, JobGroup group)
    {
        var first = all.Count;
        foreach (var job in group.Jobs)
        {
            foreach (var check in job.Checks)
            {
                var next = Of(group.Name, check);
                var at = group.Jobs.Count == 1 ? -1 : all.FindIndex(first, earlier => earlier.Rule == next.Rule);
                if (at < 0)
                {
                    all.Add(next);
                }
                else
                {
                    all[at] = all[at].With(next);
                }
            }
        }
    }

    private static JobCheck Of(string jobName, CheckResult check)
    {
        var waived = 0;
        foreach (var finding in check.Findings)
        {
            waived += finding.Waiver is null ? 0 : 1;
        }

        var open = check.Status == CheckStatus.Fail ? check.Findings.Count - waived : 0;
        return new JobCheck(jobName, check.Rule.Id, check.Status, check.Severity, open, waived, check.UnknownReason);
    }

    private JobCheck With(JobCheck other)
    {
        var (stronger, weaker) = Rank(other.Status) > Rank(Status) ? (other, this) : (this, other);
        var sameStatus = Status == other.Status;
        return stronger with
        {
            Severity = sameStatus && weaker.Severity > stronger.Severity ? weaker.Severity : stronger.Severity,
            Open = Open + other.Open,
            Waived = Waived + other.Waived,
            Reason = sameStatus && weaker.Reason < stronger.Reason ? weaker.Reason : stronger.Reason,
        };
    }

    private static int Rank(CheckStatus status) => status switch
    {
        CheckStatus.Fail => 4,
        CheckStatus.Unknown => 3,
        CheckStatus.Waived => 2,
        CheckStatus.Pass => 1,
        _ => 0,
    };
}
