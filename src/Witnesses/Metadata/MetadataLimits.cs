namespace FlinkReady.Witnesses.Metadata;

/// <summary>How much of a file is read before it is refused.</summary>
public sealed record MetadataLimits
{
    /// <summary>What applies where nothing else is configured.</summary>
    public static MetadataLimits Default { get; } = new();

    /// <summary>Bytes of the whole file.</summary>
    public long MaxBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Operators of a file.</summary>
    public int MaxOperators { get; init; } = 20_000;

    /// <summary>Subtasks of all its operators.</summary>
    public int MaxSubtasks { get; init; } = 2_000_000;

    /// <summary>From the first request to the last byte.</summary>
    public TimeSpan MaxDuration { get; init; } = TimeSpan.FromSeconds(30);
}
