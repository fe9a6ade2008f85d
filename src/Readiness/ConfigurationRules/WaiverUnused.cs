using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;
using FlinkReady.Readiness.Waivers;

namespace FlinkReady.Readiness.ConfigurationRules;

/// <summary>
/// Waivers that cover nothing any more. Only said where everything in the waiver's scope was looked at: no filter, every target read
/// completely, no verdict of its rule unknown.
/// </summary>
internal sealed class WaiverUnused : ConfigurationRule
{
    /// <summary>The rule.</summary>
    public WaiverUnused()
        : base(new RuleDescriptor
        {
            Id = "waiver-unused",
            Scope = RuleScope.Configuration,
            Category = RuleCategory.Configuration,
            Severity = Severity.Info,
            Title = "Every waiver covers something",
            Why = "A waiver that covers nothing is a mistake in its patterns, or a leftover that would hide the same violation tomorrow.",
            Fix = "Delete the waiver, or correct its target, job and vertex patterns.",
            Needs = [],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(ConfigurationRuleContext context)
    {
        var waivers = context.Policy.Waivers;
        var held = waivers.Count(waiver => waiver.HoldsAt(context.Now));
        if (held == 0)
        {
            return new Verdict.NotApplicable("The configuration has no waiver that holds today.");
        }

        var (used, open) = Mark(context);
        if (context.FiltersActive)
        {
            return used.Count(flag => flag) is var covering && covering == held
                ? new Verdict.Pass($"{Text.Count(held, "waiver")}, each covers something.")
                : Verdict.Undecidable("Targets, jobs or rules were left out of this look: whether the other waivers cover something was not seen.");
        }

        var findings = new List<Finding>();
        var undecided = 0;
        for (var index = 0; index < waivers.Count; index++)
        {
            if (used[index] || !waivers[index].HoldsAt(context.Now))
            {
                continue;
            }

            if (!open[index] && IsJudged(waivers[index].Rule, context))
            {
                findings.Add(Unused(waivers[index], index, context));
            }
            else
            {
                undecided++;
            }
        }

        var rest = undecided == 0 ? string.Empty : $" {Text.Count(undecided, "waiver")} could not be decided: not everything in scope was read.";
        return findings.Count > 0
            ? new Verdict.Fail((findings.Count == 1 ? findings[0].Message : $"{findings.Count} of {Text.Count(held, "waiver")} cover nothing.") + rest, findings, undecided == 0)
            : undecided == held
                ? Verdict.Undecidable("Not everything in the scope of the waivers was read and decided.")
                : new Verdict.Pass($"{Text.Count(held - undecided, "waiver")}, each covers something.{rest}", undecided == 0);
    }

    // The waivers that cover something, and those in whose scope something was not seen: a target, or a verdict that is unknown and may be
    // a violation tomorrow.
    private static (bool[] Used, bool[] Open) Mark(ConfigurationRuleContext context)
    {
        var used = new bool[context.Policy.Waivers.Count];
        var open = new bool[used.Length];
        foreach (var target in context.Targets)
        {
            var book = new WaiverBook(context.Policy.Waivers, target.Name, context.Now);
            if (!target.IsUp || !target.CompletelyRead)
            {
                book.MarkAll(open);
            }

            book.Mark(target.Checks, null, used, open);
            foreach (var job in target.Jobs)
            {
                book.Mark(job.Checks, job.JobName, used, open);
            }
        }

        new FleetWaivers(context.Policy.Waivers, context.Now).Mark(context.FleetChecks, used, open);
        return (used, open);
    }

    private static bool IsJudged(string id, ConfigurationRuleContext context) =>
        context.JudgedRules.Contains(id);

    private static Finding Unused(Waiver waiver, int index, ConfigurationRuleContext context) => new()
    {
        Message = $"The waiver for {WaiverText.Describe(waiver)} covers nothing: there is no such violation.",
        Severity = context.Severity,
        Resource = Resource.Configuration,
        Evidence = [ConfigurationRuleContext.Entry(WaiverText.Field(index, "rule"), waiver.Rule)],
        Remediation = $"Delete the waiver (owner: {waiver.Owner}, reason: {waiver.Reason}), or correct its patterns.",
    };
}
