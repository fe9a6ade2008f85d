using FlinkReady.FlinkClient.Collections;
using FlinkReady.FlinkClient.Transport;
using FlinkReady.Readiness.Names;

namespace FlinkReady.Monitor.Configuration;

/// <summary>
/// A target as it is configured: the one record that a file, the environment, the command line and whatever else knows targets fill. Immutable and
/// compared as a value.
/// </summary>
internal sealed record TargetDefinition
{
    /// <summary>The label <c>target</c>: <c>[a-zA-Z0-9_.-]{1,63}</c>, unique.</summary>
    public required string Name { get; init; }

    /// <summary>How the cluster is reached; without URLs for a recording.</summary>
    public TargetConnection Connection { get; init; } = new() { Urls = [] };

    /// <summary>The path of a recording, null for a live cluster.</summary>
    public string? Recording { get; init; }

    /// <summary>Overrides <see cref="MonitorConfiguration.PollInterval"/>.</summary>
    public TimeSpan? PollInterval { get; init; }

    /// <summary>How its jobs are upgraded: <c>stateless</c>, <c>savepoint</c> or <c>last-state</c>; null where nobody says it.</summary>
    public string? UpgradeMode { get; init; }

    /// <summary>True where the command line said so.</summary>
    public bool IsUpgradeModeOfOption { get; init; }

    /// <summary>Exported on <c>target_info</c>, and where <see cref="MonitorConfiguration.ExportLabels"/> says so.</summary>
    public EquatableDictionary Labels { get; init; } = EquatableDictionary.Empty;

    /// <summary>Where people reach Flink's own pages; null where nobody said.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>What the target says of its own of <see cref="MonitorConfiguration.CheckpointMetadata"/>.</summary>
    public MetadataSettings CheckpointMetadata { get; init; } = new();

    /// <summary>What the target says of its own of <see cref="MonitorConfiguration.Prometheus"/>.</summary>
    public PrometheusSettings Prometheus { get; init; } = new();

    /// <summary>Which jobs to look at.</summary>
    public JobGlobs Jobs { get; init; } = new();
}

/// <summary>Jobs by name.</summary>
internal sealed record JobGlobs
{
    /// <summary>Jobs to look at; empty for all.</summary>
    public EquatableList<Glob> Include { get; init; } = [];

    /// <summary>Jobs to leave out; goes before <see cref="Include"/>.</summary>
    public EquatableList<Glob> Exclude { get; init; } = [];

    /// <summary>True where no job is left out.</summary>
    public bool CoverAll => Include.Count == 0 && Exclude.Count == 0;

    /// <summary>True where the job is to be looked at.</summary>
    public bool Cover(string jobName) =>
        (Include.Count == 0 || Include.Any(glob => glob.IsMatch(jobName))) && !Exclude.Any(glob => glob.IsMatch(jobName));
}
