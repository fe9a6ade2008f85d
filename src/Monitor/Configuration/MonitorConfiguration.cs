using System.Collections.Frozen;
using FlinkReady.FlinkClient.Collections;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.Readiness.Policies;

namespace FlinkReady.Monitor.Configuration;

/// <summary>A configuration that was read and found sound, file, environment and options taken together. Immutable.</summary>
internal sealed record MonitorConfiguration
{
    /// <summary>Address and port that <c>watch</c> listens on.</summary>
    public string Listen { get; init; } = "0.0.0.0:9817";

    /// <summary>How often a target is looked at, 5 s to 1 h.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often at most the checkpoint statistics of a job are read.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long one attempt of a request may take.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many targets are looked at at once.</summary>
    public int MaxConcurrentTargets { get; init; } = 16;

    /// <summary>How many requests one target gets at once, 1 or 2.</summary>
    public int MaxConcurrentRequests { get; init; } = 2;

    /// <summary>How many detail series one target may export.</summary>
    public int MaxSeriesPerTarget { get; init; } = 5000;

    /// <summary>How many jobs of one target get series of their own.</summary>
    public int MaxJobs { get; init; } = 5000;

    /// <summary>Bytes of memory that the answers of one target may take.</summary>
    public long MaxTargetMemory { get; init; } = ReadOptions.DefaultMaxMemory;

    /// <summary>Where the rule pages are, with the rule's id appended; null for the pages that <c>watch</c> serves.</summary>
    public Uri? DocsBaseUrl { get; init; }

    /// <summary>Whether operators without a uid get a series each.</summary>
    public bool ExportOperators { get; init; }

    /// <summary>Labels of targets that more series carry than <c>target_info</c>.</summary>
    public EquatableList<string> ExportLabels { get; init; } = [];

    /// <summary>How people reach the pages.</summary>
    public WebSettings Web { get; init; } = new();

    /// <summary>What is remembered over restarts.</summary>
    public HistorySettings History { get; init; } = new();

    /// <summary>Which files of checkpoints may be read; off unless something is set.</summary>
    public MetadataSettings CheckpointMetadata { get; init; } = new();

    /// <summary>The Prometheus that is asked for operators' ids; none unless something is set.</summary>
    public PrometheusSettings Prometheus { get; init; } = new();

    /// <summary>How targets are found in Kubernetes; null where they are not looked for.</summary>
    public KubernetesSettings? Kubernetes { get; init; }

    /// <summary>How several replicas go together.</summary>
    public ReplicationSettings Replication { get; init; } = new();

    /// <summary>The part of the targets that this replica looks at; null where it looks at all of them.</summary>
    public Shard? Shard { get; init; }

    /// <summary>Targets of the configuration that other replicas look at; null where there are no others.</summary>
    public TargetSet? Elsewhere { get; init; }

    /// <summary>The targets in the order of the configuration.</summary>
    public TargetSet Targets { get; init; } = [];

    /// <summary>Discovered targets that are not to answer now, such as suspended ones: what is known of them is kept until they do again.</summary>
    public IReadOnlySet<string> Parked { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Settings, waivers and declared uids.</summary>
    public ReadinessPolicy Policy { get; init; } = ReadinessPolicy.Default;

    /// <summary>The same with the targets of a part alone.</summary>
    public MonitorConfiguration Of(Shard? shard) => shard is null ? this : this with
    {
        Shard = shard,
        Targets = [.. Targets.Where(target => shard.Owns(target.Name))],
        Elsewhere = [.. Targets.Where(target => !shard.Owns(target.Name))],
    };

    /// <summary>The file it was read from, null where there was none.</summary>
    public string? Source { get; init; }
}
