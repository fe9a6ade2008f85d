using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Diagnostics;
using FlinkReady.Monitor.Terminal;

namespace FlinkReady.Monitor.Hosting;

/// <summary>What <c>watch</c> and <c>demo</c> are asked to do.</summary>
internal sealed record WatchRequest
{
    /// <summary>The configuration to start with.</summary>
    public required MonitorConfiguration Configuration { get; init; }

    /// <summary>Where to read it again; options stay above file and environment.</summary>
    public required ConfigurationSource Source { get; init; }

    /// <summary>The time between two snapshots of a recording.</summary>
    public required TimeSpan Step { get; init; }

    /// <summary>How to log.</summary>
    public required LogSettings Logging { get; init; }

    /// <summary>A kubeconfig to reach Kubernetes by; null for what Kubernetes tells its pods.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>Streams, environment and clock.</summary>
    public required ProgramEnvironment ProgramEnvironment { get; init; }
}
