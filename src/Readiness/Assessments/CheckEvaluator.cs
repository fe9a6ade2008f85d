using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Rules;

namespace FlinkReady.Readiness.Assessments;

/// <summary>Asks one rule and writes down what it says. A rule that throws costs its own verdict, nothing else.</summary>
internal static class CheckEvaluator
{
    public static CheckResult Evaluate(JobRule rule, JobFacts job, JobRuleContext context, IAssessmentObserver observer) =>
        Evaluate(rule, context.Severity, observer, ObservedAt(rule.Descriptor.Needs, job.OriginOf, job.Now), () => rule.Gate(job) ?? rule.Judge(job, context));

    public static CheckResult Evaluate(ClusterRule rule, ClusterFacts cluster, ClusterRuleContext context, IAssessmentObserver observer) =>
        Evaluate(rule, context.Severity, observer, ObservedAt(rule.Descriptor.Needs, cluster.OriginOf, cluster.Now), () => JobGates.Read(cluster, rule.Descriptor.Needs) ?? rule.Judge(cluster, context));

    public static CheckResult Evaluate(ConfigurationRule rule, ConfigurationRuleContext context, IAssessmentObserver observer) =>
        Evaluate(rule, context.Severity, observer, context.Now, () => rule.Judge(context));

    // CA1031: whatever a rule throws must not take the other verdicts with it.
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1031", Justification = "A rule that throws costs its own verdict only.")]
    private static CheckResult Evaluate(Rule rule, Severity severity, IAssessmentObserver observer, DateTimeOffset observedAt, Func<Verdict> judge)
    {
        Verdict verdict;
        try
        {
            verdict = judge();
        }
        catch (Exception exception)
        {
            observer.RuleFailed(rule.Descriptor, exception);
            verdict = Verdict.Undecidable($"The rule failed on this answer ({exception.GetType().Name}). This is a defect of FlinkReady: please report it.");
        }

        return ToResult(rule.Descriptor, verdict, severity, observedAt);
    }

    internal static CheckResult ToResult(RuleDescriptor rule, Verdict verdict, Severity severity, DateTimeOffset observedAt)
    {
        var result = new CheckResult { Rule = rule, Status = CheckStatus.Pass, Severity = severity, Message = verdict.Message, ObservedAt = observedAt };
        return verdict switch
        {
            Verdict.Pass pass => result with { Complete = pass.Complete },
            Verdict.Fail fail => result with
            {
                Status = CheckStatus.Fail,
                Severity = fail.Findings.Max(finding => finding.Severity),
                Complete = fail.Complete,
                Findings = fail.Findings,
            },
            Verdict.Unknown unknown => result with { Status = CheckStatus.Unknown, UnknownReason = unknown.Reason, Momentary = unknown.Momentary },
            _ => result with { Status = CheckStatus.NotApplicable },
        };
    }

    // A verdict is as old as the oldest answer it rests on.
    private static DateTimeOffset ObservedAt(Evidences needs, Func<Evidences, Origin> originOf, DateTimeOffset now)
    {
        DateTimeOffset? oldest = null;
        foreach (var evidence in EvidencesExtensions.Each(needs))
        {
            var origin = originOf(evidence);
            if (origin.IsAnswered && (oldest is null || origin.ReadAt < oldest))
            {
                oldest = origin.ReadAt;
            }
        }

        return oldest ?? now;
    }
}
