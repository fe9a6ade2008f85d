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
