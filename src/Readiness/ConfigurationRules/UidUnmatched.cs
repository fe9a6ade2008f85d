using System.Globalization;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.ConfigurationRules;

/// <summary>
/// Declared uids that no operator has. Only said where every operator of every job they are declared for is decided: an operator that
/// is not may be the one.
/// </summary>
internal sealed class UidUnmatched : ConfigurationRule
{
    private const int Shown = 50;

    /// <summary>The rule.</summary>
    public UidUnmatched()
        : base(new RuleDescriptor
        {
            Id = "uid-unmatched",
            Scope = RuleScope.Configuration,
            Category = RuleCategory.Configuration,
            Severity = Severity.Info,
            Title = "Every declared uid belongs to an operator",
            Why = "A declared uid that no operator has is a typing error, or the trace of an operator whose state nobody restores any more.",
            Fix = "Correct the uid in the list or remove it; compare with flinkready operators.",
            Needs = [],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(ConfigurationRuleContext context)
    {
        var lists = context.Policy.Uids;
        if (lists.Sum(list => list.Values.Count) == 0)
        {
            return new Verdict.NotApplicable("The configuration declares no uids.");
        }

        var findings = new List<Finding>();
        int unmatched = 0, matched = 0, undecided = 0;
        for (var index = 0; index < lists.Count; index++)
        {
            var jobs = JobsOf(lists[index], context);
            var found = jobs.SelectMany(job => job.Operators).SelectMany(vertex => vertex.Operators).Select(@operator => @operator.DeclaredUid).ToHashSet(StringComparer.Ordinal);
            var decided = jobs.Count > 0 && !context.FiltersActive && jobs.All(IsDecided) && AreRead(lists[index], context);
            foreach (var uid in lists[index].Values.Distinct(StringComparer.Ordinal))
            {
                if (found.Contains(uid))
                {
                    matched++;
                }
                else if (!decided)
                {
                    undecided++;
                }
                else if (++unmatched <= Shown)
                {
                    findings.Add(Unmatched(uid, index, lists[index], jobs.Count, context));
                }
            }
        }

        var rest = undecided == 0 ? string.Empty : $" {Text.Count(undecided, "uid")} could not be decided: jobs were not read, or have undecided operators.";
        if (findings.Count > 0)
        {
            return new Verdict.Fail((unmatched == 1 ? findings[0].Message : $"{unmatched} declared uids match no operator.") + rest, findings, undecided == 0);
        }

        return matched == 0
            ? Verdict.Undecidable("No job that the uids are declared for was read with every operator decided.")
            : new Verdict.Pass($"{Text.Count(matched, "declared uid")} found.{rest}", undecided == 0);
    }

    private static List<JobAssessment> JobsOf(DeclaredUids list, ConfigurationRuleContext context) =>
        [.. context.Targets
            .Where(target => list.Target.IsMatch(target.Name))
            .SelectMany(target => target.Jobs)
            .Where(job => !job.IsTerminal && list.Job.IsMatch(job.JobName))];

    private static bool AreRead(DeclaredUids list, ConfigurationRuleContext context) =>
        context.Targets.Where(target => list.Target.IsMatch(target.Name)).All(target => target.IsUp && target.CompletelyRead);

    // Proven to have some uid, but with an id that is not known, an operator may still be the one that was meant.
    private static bool IsDecided(JobAssessment job) =>
        job.Operators.Count > 0
        && job.Operators.All(vertex => vertex.Operators.All(@operator =>
            @operator.Uid is UidVerdict.Auto or UidVerdict.Declared || (@operator.Uid == UidVerdict.Explicit && @operator.OperatorId is not null)));

    private static Finding Unmatched(string uid, int index, DeclaredUids list, int jobs, ConfigurationRuleContext context) => new()
    {
        Message = $"No operator has the declared uid {uid}: every operator of {Text.Count(jobs, "job")} ({list.Job}) is decided.",
        Severity = context.Severity,
        Resource = Resource.Configuration,
        Evidence = [ConfigurationRuleContext.Entry(string.Create(CultureInfo.InvariantCulture, $"uids[{index}]"), uid)],
        Remediation = "Correct the uid in the list or remove it. \"flinkready operators\" prints what each operator has.",
    };
}
