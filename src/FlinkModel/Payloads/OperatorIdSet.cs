namespace FlinkReady.FlinkModel.Payloads;

/// <summary>
/// The operators of a job's run as one witness shows them. REST shows the ids of chain heads only; a checkpoint's metadata and Prometheus
/// know those of every operator.
/// </summary>
public sealed record OperatorIdSet
{
    /// <summary>Who says it.</summary>
    public required OperatorWitness Witness { get; init; }

    /// <summary>Where it was read, without credentials: the file's address with the version of its format, or that of the Prometheus.</summary>
    public required string Origin { get; init; }

    /// <summary>True where these are all operators of the job. Only a whole set can acquit.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>The operators, each id once, in no order to rely on.</summary>
    public required IReadOnlyList<WitnessedOperator> Operators { get; init; }
}

/// <summary>Who knows operators' ids beside REST.</summary>
public enum OperatorWitness
{
    /// <summary>The <c>_metadata</c> of a checkpoint or savepoint.</summary>
    CheckpointMetadata,

    /// <summary>A Prometheus that scrapes Flink's reporter.</summary>
    Prometheus,
}
