using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Assessments;

/// <summary>One cluster, judged.</summary>
public sealed record TargetAssessment
{
    /// <summary>The target's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it was looked at.</summary>
    public required TargetAccess Access { get; init; }

    /// <summary>True where the cluster answered in this poll (see <see cref="ClusterSnapshot.IsUp"/>).</summary>
    public required bool IsUp { get; init; }

    /// <summary>True where the cluster answered in this poll or verdicts of an earlier one still hold.</summary>
    public required bool Assessed { get; init; }

    /// <summary>Why the cluster did not answer, null where it did.</summary>
    public Failure? Error { get; init; }

    /// <summary>When the cluster last answered; the time of this poll where it never did.</summary>
    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>The version the cluster says it runs, null where unknown.</summary>
    public string? FlinkVersion { get; init; }

    /// <summary>0 to 100 with one decimal, null where nothing was assessed.</summary>
    public double? Score { get; init; }

    /// <summary>The cluster's own checks.</summary>
    public required IReadOnlyList<CheckResult> Checks { get; init; }

    /// <summary>Its jobs, terminal ones included.</summary>
    public required IReadOnlyList<JobAssessment> Jobs { get; init; }

    /// <summary>What its last answer shows that is held against other targets; null where it never answered.</summary>
    internal FleetFacts? Fleet { get; init; }

    /// <summary>True where every request of this poll was answered and no job was left out by a filter.</summary>
    public bool CompletelyRead { get; init; }
}
