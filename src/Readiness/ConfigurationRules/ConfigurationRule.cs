using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Rules;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.ConfigurationRules;

/// <summary>A rule about FlinkReady's own configuration, held against what was seen of the targets.</summary>
public abstract class ConfigurationRule : Rule
{
    /// <summary>A rule about FlinkReady's own configuration.</summary>
    protected ConfigurationRule(RuleDescriptor descriptor)
        : base(descriptor)
    {
    }

    /// <summary>Judges the configuration. Asked last: waivers are applied, targets assessed.</summary>
    public abstract Verdict Judge(ConfigurationRuleContext context);
}

/// <summary>What a configuration rule is given.</summary>
public sealed class ConfigurationRuleContext
{
    /// <summary>The configuration.</summary>
    public required ReadinessPolicy Policy { get; init; }

    /// <summary>The targets as they were assessed, waivers applied.</summary>
    public required IReadOnlyList<TargetAssessment> Targets { get; init; }

    /// <summary>The checks of the fleet, waivers applied.</summary>
    public required IReadOnlyList<CheckResult> FleetChecks { get; init; }

    /// <summary>Ids of the rules that were asked about jobs and clusters.</summary>
    public required IReadOnlySet<string> JudgedRules { get; init; }

    /// <summary>True where something that is configured was left out: targets, jobs or rules that the command line filtered.</summary>
    public required bool FiltersActive { get; init; }

    /// <summary>The wall clock.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The severity of an ordinary finding: the configured one, else the rule's own.</summary>
    public required Severity Severity { get; init; }

    /// <summary>An entry of the configuration, for a finding: <c>waivers[2].expires</c>.</summary>
    public static Evidence Entry(string field, string value) => new("configuration", field, value, Authority.Declared);
}
