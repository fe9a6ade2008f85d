using System.Globalization;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.ConfigurationRules;

/// <summary>Waivers whose last day is over. They cover nothing any more; what they covered is a violation again.</summary>
internal sealed class WaiverExpired : ConfigurationRule
{
    /// <summary>The rule.</summary>
    public WaiverExpired()
        : base(new RuleDescriptor
        {
            Id = "waiver-expired",
            Scope = RuleScope.Configuration,
            Category = RuleCategory.Configuration,
            Severity = Severity.Warning,
            Title = "No waiver has expired",
            Why = "An expired waiver covers nothing: what it covered is a violation again, and somebody promised to have fixed it by now.",
            Fix = "Fix what it covered and delete the waiver, or decide again and give it a new expiry date.",
            Needs = [],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(ConfigurationRuleContext context)
    {
        var waivers = context.Policy.Waivers;
        if (waivers.Count == 0)
        {
            return new Verdict.NotApplicable("The configuration has no waivers.");
        }

        var findings = new List<Finding>();
        for (var index = 0; index < waivers.Count; index++)
        {
            var waiver = waivers[index];
            if (waiver.HoldsAt(context.Now))
            {
                continue;
            }

            var day = waiver.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            findings.Add(new Finding
            {
                Message = $"The waiver for {WaiverText.Describe(waiver)} expired at the end of {day} (UTC); its owner is {waiver.Owner}.",
                Severity = context.Severity,
                Resource = Resource.Configuration,
                Evidence = [ConfigurationRuleContext.Entry(WaiverText.Field(index, "expires"), day)],
                Remediation = $"Fix what it covered and delete the waiver (reason: {waiver.Reason}), or decide again and set a later date:\nexpires: <yyyy-mm-dd>",
            });
        }

        return findings.Count == 0
            ? new Verdict.Pass($"{Text.Count(waivers.Count, "waiver")}, none expired.")
            : new Verdict.Fail(findings.Count == 1 ? findings[0].Message : $"{findings.Count} of {Text.Count(waivers.Count, "waiver")} have expired.", findings);
    }
}
