using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Targets;
using FlinkReady.Readiness.Names;

namespace FlinkReady.Monitor.Scanning;

/// <summary>What to look at, once.</summary>
internal sealed record ScanRequest
{
    /// <summary>Targets and policy, the command line's filters included.</summary>
    public required MonitorConfiguration Configuration { get; init; }

    /// <summary>Which jobs, on top of what the targets say; null for all.</summary>
    public Glob? Job { get; init; }

    /// <summary>How long a target may take; null for 60 s, or 100 ms a job where that is more.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How long to wait until a target answers and has a running job; null for not at all.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>The snapshot to take of a series of recordings; null to replay all.</summary>
    public string? Snapshot { get; init; }

    /// <summary>What is known of targets from elsewhere; null for nothing.</summary>
    public ITargetFacts? Facts { get; init; }

    /// <summary>A wall clock to use instead of the real one.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>What was judged by manifests alone: it stands behind the targets.</summary>
    public IReadOnlyList<TargetScan> Declared { get; init; } = [];

    /// <summary>True where something that is configured is left out.</summary>
    public bool FiltersActive { get; init; }
}
