using Prometheus;

namespace FlinkReady.Monitor.Metrics;

/// <summary>The <c>process_*</c> and <c>dotnet_*</c> metrics, in a registry of their own.</summary>
internal sealed class ProgramMetrics
{
    private readonly CollectorRegistry _registry = Prometheus.Metrics.NewCustomRegistry();

    public ProgramMetrics() => DotNetStats.Register(_registry);

    /// <summary>Collects them and writes them as text.</summary>
    public Task WriteAsync(Stream stream, CancellationToken cancellationToken) => _registry.CollectAndExportAsTextAsync(stream, cancellationToken);
}
