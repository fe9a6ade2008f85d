using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.History;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Rules;
using FlinkReady.Readiness.Runs;
using FlinkReady.Readiness.Verdicts;
using FlinkReady.Readiness.Waivers;

namespace FlinkReady.Readiness.Judging;

/// <summary>Asks rules about a cluster and a job of which no look shows anything, under the settings that a look would have.</summary>
/// <param name="policy">The settings.</param>
internal sealed class DeclaredRules(ReadinessPolicy policy)
{
    /// <summary>What a rule says of the cluster; null where it is switched off for the target.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="target">The target's name.</param>
    /// <param name="history">What is known of the target from before.</param>
    /// <param name="wallClock">The wall clock.</param>
    /// <param name="evaluate">Asks it.</param>
    public CheckResult? OfCluster(ClusterRule rule, string target, TargetHistory history, DateTimeOffset wallClock, Func<ClusterRuleContext, CheckResult> evaluate)
    {
        var settings = policy.For(rule.Descriptor, target, null);
        return settings.Enabled == false ? null : evaluate(new ClusterRuleContext
        {
            Target = target,
            Settings = settings,
            Severity = settings.Severity ?? rule.Descriptor.Severity,
            WallClock = wallClock,
            History = history,
            JobChecks = new Dictionary<string, IReadOnlyList<CheckResult>>(StringComparer.Ordinal),
        });
    }

    /// <summary>What rules say of a job.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="job">The job, as far as it is declared.</param>
    /// <param name="cluster">Its cluster.</param>
    /// <param name="target">The target's name.</param>
    /// <param name="waivers">Those of the target.</param>
    /// <param name="evaluate">Asks one of them.</param>
    public JobAssessment OfJob(IReadOnlyList<JobRule> rules, JobFacts job, ClusterFacts cluster, string target, WaiverBook waivers, Func<JobRule, JobRuleContext, CheckResult> evaluate)
    {
        var checks = new List<CheckResult>(rules.Count);
        foreach (var rule in rules)
        {
            var settings = policy.For(rule.Descriptor, target, job.Name);
            if (settings.Enabled == false)
            {
                continue;
            }

            var operators = new Lazy<IReadOnlyList<VertexOperators>>([]);
            var context = new JobRuleContext(job, cluster, new JobPast(job, cluster, TargetHistory.Empty, operators, new RunGraphs()))
            {
                Target = target,
                Settings = settings,
                Severity = settings.Severity ?? rule.Descriptor.Severity,
                Operators = operators,
                Samples = [],
            };
            checks.Add(waivers.Apply(evaluate(rule, context), job.Name));
        }

        return new JobAssessment
        {
            JobId = job.Id,
            JobName = job.Name,
            State = job.State,
            IsTerminal = false,
            Score = Score.Of(checks),
            Checks = checks,
            Operators = [],
            Vertices = JobVertices.Of(job),
            Figures = new JobFigures(),
        };
    }
}
