namespace FlinkReady.Readiness.Assessments;

/// <summary>Figures of a job; null where there is none.</summary>
public sealed record JobFigures
{
    /// <summary>Smallest max parallelism ÷ parallelism over the keyed vertices.</summary>
    public double? MaxParallelismHeadroom { get; init; }

    /// <summary>When the latest completed checkpoint was acknowledged.</summary>
    public DateTimeOffset? LastCompletedCheckpoint { get; init; }

    /// <summary>Full size of the latest completed checkpoint in bytes.</summary>
    public long? CheckpointStateBytes { get; init; }
}
