using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Rules;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.FleetRules;

/// <summary>A rule about several targets of one look. Asked whenever one of them was looked at.</summary>
internal abstract class FleetRule : Rule
{
    /// <summary>A rule about several targets.</summary>
    protected FleetRule(RuleDescriptor descriptor)
        : base(descriptor)
    {
    }

    /// <summary>Judges the fleet.</summary>
    public abstract Verdict Judge(FleetRuleContext context);
}

/// <summary>What a rule on the fleet is given.</summary>
internal sealed class FleetRuleContext
{
    private readonly RuleDescriptor _rule;
    private readonly ReadinessPolicy _policy;

    /// <summary>The context of a rule.</summary>
    public FleetRuleContext(RuleDescriptor rule, ReadinessPolicy policy, FleetPicture fleet)
    {
        _rule = rule;
        _policy = policy;
        Members = [.. fleet.Members.Where(IsJudged)];
        Shared = [.. fleet.Shared.Select(key => key with { Members = [.. key.Members.Where(IsJudged)] }).Where(static key => key.Members.Count > 1)];
    }

    /// <summary>The targets that the rule is not switched off for, by name.</summary>
    public IReadOnlyList<FleetMember> Members { get; }

    /// <summary>What two or more of them have in common.</summary>
    public IReadOnlyList<SharedKey> Shared { get; }

    /// <summary>The severity of a finding on some targets: the highest of those configured for them.</summary>
    public Severity SeverityFor(IEnumerable<FleetMember> members) =>
        members.Select(member => _policy.For(_rule, member.Name, null).Severity ?? _rule.Severity).Max();

    private bool IsJudged(FleetMember member) => _policy.For(_rule, member.Name, null).Enabled != false;
}
