using FlinkReady.FlinkModel.Deployments;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.History;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Rules;
using FlinkReady.Readiness.Verdicts;
using FlinkReady.Readiness.Waivers;

namespace FlinkReady.Readiness.Judging;

/// <summary>Judges what a resource declares while its cluster does not answer: those rules need no answer, and no others are asked.</summary>
internal sealed class DeclaredAssessor(ReadinessPolicy policy, IAssessmentObserver observer)
{
    private readonly DeclaredRules _rules = new(policy);
    private readonly IReadOnlyList<ClusterRule> _clusterRules = [.. RuleCatalogue.ClusterRules.Where(rule => IsDeclared(rule) && !policy.IsSkipped(rule.Descriptor))];
    private readonly IReadOnlyList<JobRule> _jobRules = [.. RuleCatalogue.JobRules.Where(rule => IsDeclared(rule) && !policy.IsSkipped(rule.Descriptor))];

    /// <summary>The state with what the resource of the look says; the same where it has none.</summary>
    /// <param name="state">After a look that found the cluster down.</param>
    /// <param name="target">The target's name.</param>
    /// <param name="snapshot">That look.</param>
    /// <param name="wallClock">The wall clock.</param>
    public TargetState AddTo(TargetState state, string target, ClusterSnapshot snapshot, DateTimeOffset wallClock)
    {
        if (snapshot.Readings.Value(DeploymentResource.Key) is not { } resource || state.Current is not { } current)
        {
            return state;
        }

        var facts = new ClusterFacts(snapshot);
        var waivers = new WaiverBook(policy.Waivers, target, wallClock);
        var checks = _clusterRules.Select(rule => Judge(rule, facts, target, state.History, wallClock)).OfType<CheckResult>().Select(check => waivers.Apply(check, null)).ToList();
        var merged = Merge(current.Checks, checks);
        var isFirst = current.Jobs.Count == 0 && state.LastUp is null && resource.HasJob;
        var jobs = isFirst ? [JobOf(resource, facts, target, waivers)] : current.Jobs;
        return state with
        {
            Current = current with { Checks = merged, Jobs = jobs, Score = current.Assessed ? Score.OfTarget(merged, jobs) : null },
            LastUp = state.LastUp is { } up ? up with { Checks = Merge(up.Checks, checks) } : null,
        };
    }

    /// <summary>What a resource says of a deployment that is suspended: nobody is asked, and nothing is down.</summary>
    /// <param name="target">The target's name.</param>
    /// <param name="access">Where the cluster would be.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="isCovered">Which jobs to look at, by name.</param>
    /// <param name="wallClock">The wall clock.</param>
    public TargetAssessment Alone(string target, TargetAccess access, DeploymentResource resource, Func<string, bool> isCovered, DateTimeOffset wallClock)
    {
        var snapshot = new ClusterSnapshot
        {
            Access = access with { IsSuspended = true },
            StartedAt = wallClock,
            Elapsed = TimeSpan.Zero,
            Readings = ReadingSet.Of(Reading<DeploymentResource>.Of(DeploymentResource.Key, resource.Address, wallClock, TimeSpan.Zero, resource, resource.Stamp)),
            Jobs = [],
            Exchanges = [],
        };
        var facts = new ClusterFacts(snapshot);
        var waivers = new WaiverBook(policy.Waivers, target, wallClock);
        return new TargetAssessment
        {
            Name = target,
            Access = snapshot.Access,
            IsUp = true,
            Assessed = true,
            ObservedAt = wallClock,
            Checks = [.. _clusterRules.Select(rule => Judge(rule, facts, target, TargetHistory.Empty, wallClock)).OfType<CheckResult>().Select(check => waivers.Apply(Later(check), null))],
            Jobs = resource.HasJob && isCovered(resource.Name) ? [Suspended(JobOf(resource, facts, target, waivers))] : [],
        };
    }

    private static JobAssessment Suspended(JobAssessment job) => job with { State = "SUSPENDED", Score = null, Checks = [.. job.Checks.Select(Later)] };

    // Nobody failed to read what is not there: it is seen when the deployment runs again.
    private static CheckResult Later(CheckResult check) => check.UnknownReason != UnknownReason.Unread
        ? check
        : check with { UnknownReason = UnknownReason.NeedsHistory, Message = "The deployment is suspended: what this rule looks at is seen when it runs again." };

    private static bool IsDeclared(Rule rule) => rule.Descriptor.Category == RuleCategory.Deployment;

    private CheckResult? Judge(ClusterRule rule, ClusterFacts facts, string target, TargetHistory history, DateTimeOffset wallClock) =>
        _rules.OfCluster(rule, target, history, wallClock, context => CheckEvaluator.Evaluate(rule, facts, context, observer).Result);

    private JobAssessment JobOf(DeploymentResource resource, ClusterFacts facts, string target, WaiverBook waivers)
    {
        var job = new JobFacts(new JobSnapshot { Id = resource.JobId ?? resource.Name, EarlierName = resource.Name }, facts);
        return _rules.OfJob(_jobRules, job, facts, target, waivers, (rule, context) => CheckEvaluator.Evaluate(rule, job, context, observer).Result);
    }

    // In the order of the catalogue: what is judged anew takes the place of what was said before.
    private static IReadOnlyList<CheckResult> Merge(IReadOnlyList<CheckResult> before, List<CheckResult> anew)
    {
        var fresh = anew.ToDictionary(static check => check.Rule.Id, StringComparer.Ordinal);
        return [.. before.Select(check => fresh.Remove(check.Rule.Id, out var now) ? now : check), .. anew.Where(check => fresh.ContainsKey(check.Rule.Id))];
    }
}
