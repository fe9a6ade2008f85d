using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.History;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Policies;

namespace FlinkReady.Readiness.Rules;

/// <summary>What a rule is given beside the facts: its settings, the time, earlier looks. A rule keeps nothing itself.</summary>
public class RuleContext
{
    /// <summary>The name of the target.</summary>
    public required string Target { get; init; }

    /// <summary>The rule's settings for this target and job.</summary>
    public required RuleSettings Settings { get; init; }

    /// <summary>The severity of an ordinary finding: the configured one, else the rule's own.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The wall clock; a rule about facts uses their own "now" instead.</summary>
    public required DateTimeOffset WallClock { get; init; }

    /// <summary>Earlier looks at this target, newest first, bounded.</summary>
    public required TargetHistory History { get; init; }

    /// <summary>What this rule said last time, null at first.</summary>
    public CheckResult? Previous { get; init; }

    /// <summary>The value of a setting.</summary>
    public T Get<T>(RuleSetting<T> setting)
        where T : struct => Settings.Get(setting);
}

/// <summary>The context of a job rule.</summary>
public sealed class JobRuleContext : RuleContext
{
    /// <summary>The job's operators with the verdict on their uid, judged when first asked for.</summary>
    public required Lazy<IReadOnlyList<VertexOperators>> Operators { get; init; }

    /// <summary>Earlier looks at this run of the job (same job id and start time), newest first, bounded.</summary>
    public required IReadOnlyList<JobSample> Samples { get; init; }
}

/// <summary>The context of a cluster rule; cluster rules are judged after the job rules.</summary>
public sealed class ClusterRuleContext : RuleContext
{
    /// <summary>The checks of the jobs in this look, by job id.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<CheckResult>> JobChecks { get; init; }
}
