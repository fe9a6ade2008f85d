using System.Diagnostics.CodeAnalysis;
using FlinkReady.Readiness.ConfigurationRules;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Rules;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Judging;

/// <summary>Asks one rule and writes down what it says. A rule that throws costs its own verdict, nothing else.</summary>
internal static class CheckEvaluator
{
    /// <summary>What a rule says of a job.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="job">The job.</param>
    /// <param name="context">Settings, time, earlier looks.</param>
    /// <param name="now">The time of the look, which is what ages the verdict from then on.</param>
    /// <param name="observer">Is told of a rule that threw.</param>
    // CA1031: whatever a rule throws must not take the other verdicts with it.
    [SuppressMessage("Design", "CA1031", Justification = "A rule that throws costs its own verdict only.")]
    public static CheckResult Evaluate(JobRule rule, JobFacts job, JobRuleContext context, DateTimeOffset now, IAssessmentObserver observer)
    {
        Verdict verdict;
        try
        {
            verdict = rule.Gate(job) ?? rule.Judge(job, context);
        }
        catch (Exception exception)
        {
            verdict = Defect(rule, exception, observer);
        }

        return ToResult(rule.Descriptor, verdict, context.Severity, ObservedAt(rule.Descriptor.Needs, job.OriginOf) ?? job.Now, now);
    }

    /// <summary>What a rule says of a cluster.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "A rule that throws costs its own verdict only.")]
    public static CheckResult Evaluate(ClusterRule rule, ClusterFacts cluster, ClusterRuleContext context, DateTimeOffset now, IAssessmentObserver observer)
    {
        Verdict verdict;
        try
        {
            verdict = JobGates.Read(cluster, rule.Descriptor.Needs) ?? rule.Judge(cluster, context);
        }
        catch (Exception exception)
        {
            verdict = Defect(rule, exception, observer);
        }

        return ToResult(rule.Descriptor, verdict, context.Severity, ObservedAt(rule.Descriptor.Needs, cluster.OriginOf) ?? cluster.Now, now);
    }

    /// <summary>What a rule says of the configuration.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "A rule that throws costs its own verdict only.")]
    public static CheckResult Evaluate(ConfigurationRule rule, ConfigurationRuleContext context, IAssessmentObserver observer)
    {
        Verdict verdict;
        try
        {
            verdict = rule.Judge(context);
        }
        catch (Exception exception)
        {
            verdict = Defect(rule, exception, observer);
        }

        return ToResult(rule.Descriptor, verdict, context.Severity, context.Now, context.Now);
    }

    internal static CheckResult ToResult(RuleDescriptor rule, Verdict verdict, Severity severity, DateTimeOffset observedAt, DateTimeOffset heldAt)
    {
        var (status, complete) = verdict switch
        {
            Verdict.Pass pass => (CheckStatus.Pass, pass.Complete),
            Verdict.Fail fail => (CheckStatus.Fail, fail.Complete),
            Verdict.Unknown => (CheckStatus.Unknown, true),
            _ => (CheckStatus.NotApplicable, true),
        };
        var findings = verdict is Verdict.Fail failed ? failed.Findings : [];
        var unknown = verdict as Verdict.Unknown;
        return new CheckResult
        {
            Rule = rule,
            Status = status,
            Severity = findings.Count > 0 ? findings.Max(finding => finding.Severity) : severity,
            Message = verdict.Message,
            Complete = complete,
            UnknownReason = unknown?.Reason,
            Momentary = unknown?.Momentary == true,
            ObservedAt = observedAt,
            HeldAt = heldAt,
            HoldsUntil = verdict.IsOfThisLook ? DateTimeOffset.MinValue : verdict.HoldsUntil ?? DateTimeOffset.MaxValue,
            Findings = findings,
        };
    }

    private static Verdict.Unknown Defect(Rule rule, Exception exception, IAssessmentObserver observer)
    {
        observer.RuleFailed(rule.Descriptor, exception);
        return Verdict.Undecidable($"The rule failed on this answer ({exception.GetType().Name}). This is a defect of FlinkReady: please report it.");
    }

    // A verdict is as old as the oldest answer it rests on.
    private static DateTimeOffset? ObservedAt(Evidences needs, Func<Evidences, Origin> originOf)
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

        return oldest;
    }
}
