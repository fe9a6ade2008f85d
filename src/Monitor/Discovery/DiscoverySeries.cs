using FlinkReady.FlinkModel.Deployments;
using FlinkReady.KubernetesApi.Paths;
using FlinkReady.Monitor.Metrics;
using FlinkReady.Monitor.Targets;

namespace FlinkReady.Monitor.Discovery;

/// <summary>Writes the series of discovery.</summary>
internal sealed class DiscoverySeries(ConfigurationInForce inForce, DiscoveryStatus status, PublishedState board) : IProgramSeries
{
    /// <inheritdoc/>
    public void Write(SeriesWriter writer)
    {
        if (inForce.Kubernetes.Settings is null)
        {
            return;
        }

        var targets = inForce.Discovered;
        var limits = SeriesLimits.Of(board.Configuration);
        foreach (var target in targets)
        {
            Write(writer, target, limits);
        }

        foreach (var source in status.Sources)
        {
            writer.Write(MetricCatalogue.KubernetesWatchUp, source.IsUp ? 1 : 0, source.Path.Kind.Name, source.Path.Namespace ?? string.Empty);
        }

        writer.Write(MetricCatalogue.KubernetesRelists, status.Counters.Relists);
        foreach (var (key, count) in status.Counters.Events)
        {
            writer.Write(MetricCatalogue.KubernetesEvents, count, key.Kind, key.Type);
        }

        foreach (var (reason, count) in status.Counters.Failures)
        {
            writer.Write(MetricCatalogue.KubernetesFailures, count, reason);
        }

        foreach (var kind in new[] { ResourceKind.FlinkDeployments.Name, ResourceKind.Services.Name })
        {
            writer.Write(MetricCatalogue.DiscoveredTargets, targets.Count(target => target.Definition is not null && target.Conclusion.Resource.Kind == kind), kind);
        }
    }

    private static void Write(SeriesWriter writer, DiscoveredTarget target, SeriesLimits limits)
    {
        if (target is { IsParked: true, Definition: { } parked })
        {
            // The series that polls write are gone with the polls. This one has the labels that it had.
            writer.Write(MetricCatalogue.TargetExpected, 0, [parked.Name], [.. SeriesScope.Of(parked, limits).Labels]);
        }

        if (target.BelongsTo is not { } name || target.State is ResourceState.Leaving)
        {
            return;
        }

        var (resource, deployment) = (target.Conclusion.Resource, target.Conclusion.Deployment);
        writer.Write(
            MetricCatalogue.KubernetesResourceInfo,
            1,
            name,
            resource.Kind,
            resource.Namespace,
            resource.Name,
            deployment?.Lifecycle ?? string.Empty,
            deployment?.Find(DeploymentResource.Field.JobManagerStatus)?.Text ?? string.Empty,
            deployment is null || (resource.Kind == ResourceKind.FlinkDeployments.Name && !deployment.HasJob) ? string.Empty : deployment.UpgradeMode);
    }
}
