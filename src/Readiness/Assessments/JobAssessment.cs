using FlinkReady.FlinkModel.Sources;
using FlinkReady.Readiness.Comparing;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Assessments;

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

    /// <summary>The vertices and the edges between them.</summary>
    public JobVertices Vertices { get; init; } = JobVertices.None;

    /// <summary>What the last deployment kept and lost; null where no run before is known.</summary>
    public JobDrift? Drift { get; init; }

    /// <summary>The figures that are exported beside the verdicts.</summary>
    public JobFigures Figures { get; init; } = new();

    /// <summary>Changes with anything above but the moment at which the figures were last seen: series and pages that show the same job may stay.</summary>
    public Stamp Stamp { get; init; } = Stamp.Mint();
}
