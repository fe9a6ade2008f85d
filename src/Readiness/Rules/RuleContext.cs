using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules;

/// <summary>What a rule is given beside the facts. A rule keeps nothing itself.</summary>
public abstract class RuleContext
{
    /// <summary>The name of the target.</summary>
    public required string Target { get; init; }

    /// <summary>The rule's settings for this target and job.</summary>
    public required RuleSettings Settings { get; init; }

    /// <summary>The severity of an ordinary finding: the configured one, else the rule's own.</summary>
    public required Severity Severity { get; init; }

    /// <summary>What this rule said last time, null at first.</summary>
    public CheckResult? Previous { get; init; }

    /// <summary>The value of a setting.</summary>
    public T Get<T>(RuleSetting<T> setting)
        where T : struct => Settings.Get(setting);
}
