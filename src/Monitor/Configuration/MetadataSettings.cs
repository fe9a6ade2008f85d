using FlinkReady.FlinkClient.Collections;
using FlinkReady.FlinkClient.Transport;
using FlinkReady.Witnesses.Stores;

namespace FlinkReady.Monitor.Configuration;

/// <summary>Which files of checkpoints may be read. Immutable and compared as a value; what is null was not said.</summary>
internal sealed record MetadataSettings
{
    /// <summary>How long a job is left alone after an attempt that failed, where nobody says otherwise.</summary>
    public static readonly TimeSpan DefaultMinInterval = TimeSpan.FromMinutes(10);

    /// <summary>Bytes of a file, where nobody says otherwise.</summary>
    public const long DefaultMaxBytes = 64L * 1024 * 1024;

    /// <summary>Whether files are read at all.</summary>
    public bool? Enabled { get; init; }

    /// <summary>A longer file is left alone.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>For each job, after an attempt that failed.</summary>
    public TimeSpan? MinInterval { get; init; }

    /// <summary>Where files may be read. Without any nothing is.</summary>
    public EquatableList<MetadataStoreSettings> Stores { get; init; } = [];

    /// <summary>What holds for a target that says this of its own, where the file says <paramref name="general"/>.</summary>
    public MetadataSettings Over(MetadataSettings general) => new()
    {
        Enabled = Enabled ?? general.Enabled,
        MaxBytes = MaxBytes ?? general.MaxBytes,
        MinInterval = MinInterval ?? general.MinInterval,
        Stores = Stores.Count > 0 ? Stores : general.Stores,
    };
}

/// <summary>One of <c>checkpointMetadata.stores</c>.</summary>
internal sealed record MetadataStoreSettings
{
    /// <summary>The folder as Flink's paths name it: <c>s3://flink-state/checkpoints</c>.</summary>
    public string Prefix { get; init; } = string.Empty;

    /// <summary>How the S3 is reached; null for the usual chain, and for other stores.</summary>
    public S3Settings? S3 { get; init; }

    /// <summary>Where the folder is on this machine, null for where it says itself.</summary>
    public string? Folder { get; init; }

    /// <summary>Where the folder is on the web; without URL where it is not there.</summary>
    public TargetConnection Web { get; init; } = new() { Urls = [] };
}
