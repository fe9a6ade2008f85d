using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.ConfigurationRules;
using FlinkReady.Readiness.FleetRules;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Verdicts;
using FlinkReady.Readiness.Waivers;

namespace FlinkReady.Readiness.Judging;

/// <summary>Puts the targets' assessments together into the one picture that every front shows. Pure.</summary>
public static class AssessmentBuilder
{
    /// <summary>The whole picture: the targets, the checks of the configuration itself, the overall score.</summary>
    /// <param name="policy">What the targets were judged by.</param>
    /// <param name="targets">The targets in the order of the configuration.</param>
    /// <param name="filtersActive">
    /// True where something that is configured was left out of this poll: targets that the command line replaced, jobs or rules that it
    /// filtered. Nothing is called unused then.
    /// </param>
    /// <param name="now">The wall clock: it ages waivers and stands as the time of generation.</param>
    /// <param name="observer">Is told of a rule that threw.</param>
    /// <param name="fleet">What the targets have in common, where that is known already; null to find it.</param>
    public static Assessment Combine(
        ReadinessPolicy policy,
        IReadOnlyList<TargetAssessment> targets,
        bool filtersActive,
        DateTimeOffset now,
        IAssessmentObserver? observer = null,
        FleetPicture? fleet = null)
    {
        // A waiver is no target's here: "*" covers the configuration, a target's name does not.
        var judged = RuleCatalogue.All.Where(rule => rule.Scope != RuleScope.Configuration && !policy.IsSkipped(rule)).Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal);
        var waivers = new WaiverBook(policy.Waivers, string.Empty, now);
        var fleetChecks = FleetChecks(policy, fleet ?? FleetIndex.PictureOf([.. targets.Where(static target => target.Access is { IsManifest: false, IsSuspended: false })]), now, observer ?? SilentObserver.Instance);
        var checks = new List<CheckResult>(fleetChecks);
        foreach (var rule in RuleCatalogue.ConfigurationRules)
        {
            if (policy.IsSkipped(rule.Descriptor))
            {
                continue;
            }

            var context = new ConfigurationRuleContext
            {
                Policy = policy,
                Targets = targets,
                FleetChecks = fleetChecks,
                JudgedRules = judged,
                FiltersActive = filtersActive,
                Now = now,
                Severity = policy.Rules.GetValueOrDefault(rule.Descriptor.Id)?.Severity ?? rule.Descriptor.Severity,
            };
            checks.Add(waivers.Apply(CheckEvaluator.Evaluate(rule, context, observer ?? SilentObserver.Instance), null));
        }

        return new Assessment
        {
            GeneratedAt = now,
            Score = Score.Mean(targets.Where(target => target.Assessed).Select(target => target.Score)),
            Checks = checks,
            Targets = targets,
            SkippedRules = [.. RuleCatalogue.All.Where(policy.IsSkipped).Select(rule => rule.Id)],
        };
    }

    private static List<CheckResult> FleetChecks(ReadinessPolicy policy, FleetPicture fleet, DateTimeOffset now, IAssessmentObserver observer)
    {
        var waivers = new FleetWaivers(policy.Waivers, now);
        var checks = new List<CheckResult>(RuleCatalogue.FleetRules.Count);
        foreach (var rule in RuleCatalogue.FleetRules.Where(rule => !policy.IsSkipped(rule.Descriptor)))
        {
            var severity = policy.Rules.GetValueOrDefault(rule.Descriptor.Id)?.Severity ?? rule.Descriptor.Severity;
            checks.Add(waivers.Apply(CheckEvaluator.Evaluate(rule, new FleetRuleContext(rule.Descriptor, policy, fleet), severity, now, observer)));
        }

        return checks;
    }
}
