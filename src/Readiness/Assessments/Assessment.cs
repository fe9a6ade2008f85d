using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Assessments;

/// <summary>The whole picture at one moment: what every front shows. Immutable.</summary>
public sealed record Assessment
{
    /// <summary>When it was put together.</summary>
    public required DateTimeOffset GeneratedAt { get; init; }

    /// <summary>0 to 100 with one decimal: the mean of the assessed targets, null where none was assessed.</summary>
    public required double? Score { get; init; }

    /// <summary>Rules on the fleet, then those on FlinkReady's own configuration.</summary>
    public required IReadOnlyList<CheckResult> Checks { get; init; }

    /// <summary>The targets in the order of the configuration.</summary>
    public required IReadOnlyList<TargetAssessment> Targets { get; init; }

    /// <summary>Ids of rules that were switched off or left out.</summary>
    public required IReadOnlyList<string> SkippedRules { get; init; }
}
