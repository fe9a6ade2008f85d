using System.Diagnostics.CodeAnalysis;
using FlinkReady.FlinkModel.Sources;
using FlinkReady.Readiness.ConfigurationRules;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.FleetRules;
using FlinkReady.Readiness.Rules;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Judging;

/// <summary>Asks one rule and writes down what it says. A rule that throws costs its own verdict, nothing else.</summary>
internal static class CheckEvaluator
{
    /// <summary>What a rule says of a job.</summary>
    public static JudgedCheck Evaluate(JobRule rule, JobFacts job, JobRuleContext context, IAssessmentObserver observer)
    {
        var verdict = Ask(rule, () => rule.Gate(job) ?? rule.Judge(job, context), observer);
        return new JudgedCheck(
            ToResult(rule.Descriptor, verdict, context.Severity, ObservedAt(rule.Descriptor.Needs, job.OriginOf) ?? job.Now),
            IsMomentary(verdict),
            context.Basis);
    }

    /// <summary>What a rule says of a cluster. Cluster rules are asked in every poll, whatever their verdicts rest on.</summary>
    public static JudgedCheck Evaluate(ClusterRule rule, ClusterFacts cluster, ClusterRuleContext context, IAssessmentObserver observer)
    {
        var verdict = Ask(rule, () => JobGates.Read(cluster, rule.Descriptor.Needs) ?? rule.Judge(cluster, context), observer);
        return new JudgedCheck(
            ToResult(rule.Descriptor, verdict, context.Severity, ObservedAt(rule.Descriptor.Needs, cluster.OriginOf) ?? cluster.Now),
            IsMomentary(verdict),
            VerdictBasis.ReadingsAlone);
    }

    /// <summary>What a rule says of what is only declared.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="judge">Asks it.</param>
    /// <param name="severity">The configured one, else the rule's own.</param>
    /// <param name="now">The wall clock.</param>
    /// <param name="observer">Is told where the rule throws.</param>
    public static CheckResult EvaluateDeclared(Rule rule, Func<Verdict> judge, Severity severity, DateTimeOffset now, IAssessmentObserver observer) =>
        ToResult(rule.Descriptor, Ask(rule, judge, observer), severity, now);

    /// <summary>What a rule says of the configuration.</summary>
    public static CheckResult Evaluate(ConfigurationRule rule, ConfigurationRuleContext context, IAssessmentObserver observer) =>
        ToResult(rule.Descriptor, Ask(rule, () => rule.Judge(context), observer), context.Severity, context.Now);

    /// <summary>What a rule says of the fleet.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="context">The targets.</param>
    /// <param name="severity">The configured one, else the rule's own.</param>
    /// <param name="now">The wall clock.</param>
    /// <param name="observer">Is told where the rule throws.</param>
    public static CheckResult Evaluate(FleetRule rule, FleetRuleContext context, Severity severity, DateTimeOffset now, IAssessmentObserver observer) =>
        ToResult(rule.Descriptor, Ask(rule, () => rule.Judge(context), observer), severity, now);

    internal static CheckResult ToResult(RuleDescriptor rule, Verdict verdict, Severity severity, DateTimeOffset observedAt)
    {
        var (status, complete) = verdict switch
        {
            Verdict.Pass pass => (CheckStatus.Pass, pass.Complete),
            Verdict.Fail fail => (CheckStatus.Fail, fail.Complete),
            Verdict.Unknown => (CheckStatus.Unknown, true),
            _ => (CheckStatus.NotApplicable, true),
        };
        var findings = verdict is Verdict.Fail failed ? failed.Findings : [];
        return new CheckResult
        {
            Rule = rule,
            Status = status,
            Severity = findings.Count > 0 ? findings.Max(finding => finding.Severity) : severity,
            Message = verdict.Message,
            Complete = complete,
            UnknownReason = (verdict as Verdict.Unknown)?.Reason,
            ObservedAt = observedAt,
            Findings = findings,
        };
    }

    private static bool IsMomentary(Verdict verdict) => verdict is Verdict.Unknown { Momentary: true };

    // CA1031: whatever a rule throws must not take the other verdicts with it.
    [SuppressMessage("Design", "CA1031", Justification = "A rule that throws costs its own verdict only.")]
    private static Verdict Ask(Rule rule, Func<Verdict> judge, IAssessmentObserver observer)
    {
        try
        {
            // Whoever reads a failed check reads its findings: without any it is the rule that is wrong.
            return judge() is var verdict and not Verdict.Fail { Findings.Count: 0 } ? verdict : throw new InvalidOperationException("A failed check without a finding.");
        }
        catch (Exception exception)
        {
            observer.RuleFailed(rule.Descriptor, exception);
            return Verdict.Undecidable($"The rule failed on this answer ({exception.GetType().Name}). This is a defect of FlinkReady: please report it.");
        }
    }

    // A verdict is as old as the oldest answer it rests on.
    private static DateTimeOffset? ObservedAt(IReadOnlyList<SourceKey> needs, Func<SourceKey, Origin> originOf)
    {
        DateTimeOffset? oldest = null;
        foreach (var key in needs)
        {
            var origin = originOf(key);
            if (origin.IsAnswered && (oldest is null || origin.ReadAt < oldest))
            {
                oldest = origin.ReadAt;
            }
        }

        return oldest;
    }
}
