using FlinkReady.FlinkClient.Readings;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Readiness.Assessments;

/// <summary>The whole picture at one moment: what every front shows. Immutable.</summary>
public sealed record Assessment
{
    /// <summary>When it was put together.</summary>
    public required DateTimeOffset GeneratedAt { get; init; }

    /// <summary>0 to 100 with one decimal: the mean of the assessed targets, null where none was assessed.</summary>
    public required double? Score { get; init; }

    /// <summary>Rules on FlinkReady's own configuration.</summary>
    public required IReadOnlyList<CheckResult> Checks { get; init; }

    /// <summary>The targets in the order of the configuration.</summary>
    public required IReadOnlyList<TargetAssessment> Targets { get; init; }

    /// <summary>Ids of rules that were switched off or left out.</summary>
    public required IReadOnlyList<string> SkippedRules { get; init; }
}

/// <summary>One cluster, judged.</summary>
public sealed record TargetAssessment
{
    /// <summary>The target's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it was looked at.</summary>
    public required TargetAccess Access { get; init; }

    /// <summary>True where the cluster answered in this look (see <see cref="ClusterSnapshot.IsUp"/>).</summary>
    public required bool IsUp { get; init; }

    /// <summary>True where the cluster answered in this look or verdicts of an earlier one still hold.</summary>
    public required bool Assessed { get; init; }

    /// <summary>Why the cluster did not answer, null where it did.</summary>
    public Failure? Error { get; init; }

    /// <summary>When the cluster last answered; the time of this look where it never did.</summary>
    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>The version the cluster says it runs, null where unknown.</summary>
    public string? FlinkVersion { get; init; }

    /// <summary>0 to 100 with one decimal, null where nothing was assessed.</summary>
    public double? Score { get; init; }

    /// <summary>The cluster's own checks.</summary>
    public required IReadOnlyList<CheckResult> Checks { get; init; }

    /// <summary>Its jobs, terminal ones included.</summary>
    public required IReadOnlyList<JobAssessment> Jobs { get; init; }

    /// <summary>True where every request of this look was answered and no job was left out by a filter.</summary>
    public bool CompletelyRead { get; init; }

    /// <summary>What the verdicts on its jobs rest on beside the jobs themselves; null where the cluster did not answer.</summary>
    internal ClusterGrounds? Grounds { get; init; }
}

/// <summary>One job, judged.</summary>
public sealed record JobAssessment
{
    /// <summary>The job id.</summary>
    public required string JobId { get; init; }

    /// <summary>The job's name.</summary>
    public required string JobName { get; init; }

    /// <summary>Flink's job status, <c>UNKNOWN</c> where it could not be read.</summary>
    public required string State { get; init; }

    /// <summary>True where the state is final, or on the way there (CANCELLING).</summary>
    public required bool IsTerminal { get; init; }

    /// <summary><c>STREAMING</c> or <c>BATCH</c>, null where it could not be read.</summary>
    public string? JobType { get; init; }

    /// <summary>When this run of the job started.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>0 to 100 with one decimal, null where nothing was assessed.</summary>
    public double? Score { get; init; }

    /// <summary>The job's checks.</summary>
    public required IReadOnlyList<CheckResult> Checks { get; init; }

    /// <summary>The operators of each vertex with the verdict on their uid; empty where they were not judged.</summary>
    public IReadOnlyList<VertexOperators> Operators { get; init; } = [];

    /// <summary>The figures that are exported beside the verdicts.</summary>
    public JobFigures Figures { get; init; } = new();

    /// <summary>What it rests on; null where it holds for its own look only.</summary>
    internal JobGrounds? Grounds { get; init; }

    /// <summary>When a look last found it still to hold as it is, null where each look judged it anew.</summary>
    internal DateTimeOffset? RenewedAt { get; init; }

    /// <summary>The graph that <see cref="Operators"/> are of, null where there is none.</summary>
    internal JudgedGraph? JudgedGraph { get; init; }

    /// <summary>True where <paramref name="job"/> is the same run of the same job, as far as the start times tell.</summary>
    internal bool IsRunOf(JobFacts job) => job.StartTime is null || StartTime is null || StartTime == job.StartTime;
}

/// <summary>Figures of a job; null where there is none.</summary>
public sealed record JobFigures
{
    /// <summary>Smallest max parallelism ÷ parallelism over the keyed vertices.</summary>
    public double? MaxParallelismHeadroom { get; init; }

    /// <summary>When the latest completed checkpoint was acknowledged.</summary>
    public DateTimeOffset? LastCompletedCheckpoint { get; init; }

    /// <summary>Full size of the latest completed checkpoint in bytes.</summary>
    public long? CheckpointStateBytes { get; init; }

    /// <summary>When a look last showed these figures; null where none did.</summary>
    public DateTimeOffset? ObservedAt { get; init; }
}
