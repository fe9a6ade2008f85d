using FlinkReady.Readiness.History;
using FlinkReady.Readiness.Runs;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules;

/// <summary>The context of a cluster rule. Cluster rules are judged in every poll, after the job rules.</summary>
public sealed class ClusterRuleContext : RuleContext
{
    /// <summary>The wall clock; a rule about facts uses their own "now" instead.</summary>
    public required DateTimeOffset WallClock { get; init; }

    /// <summary>Earlier polls of this target, bounded.</summary>
    public required TargetHistory History { get; init; }

    /// <summary>The runs of the target's jobs, this poll included.</summary>
    internal KnownRuns Runs { get; init; } = KnownRuns.None;

    /// <summary>The JobManagers that answered, this poll included.</summary>
    internal JobManagerProcesses Processes { get; init; } = JobManagerProcesses.None;

    /// <summary>The checks of the jobs in this poll, by job id.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<CheckResult>> JobChecks { get; init; }
}
