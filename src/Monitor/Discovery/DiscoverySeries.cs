using FlinkReady.FlinkModel.Deployments;
using FlinkReady.KubernetesApi.Paths;
using FlinkReady.Monitor.Metrics;

namespace FlinkReady.Monitor.Discovery;

/// <summary>Writes the series of discovery.</summary>
internal sealed class DiscoverySeries(ConfigurationInForce inForce, DiscoveryStatus status) : IProgramSeries
{
    /// <inheritdoc/>
    public void Write(SeriesWriter writer)
    {
        if (inForce.Kubernetes.Settings is null)
        {
            return;
        }

        var targets = inForce.Discovered;
        foreach (var target in targets)
        {
            Write(writer, target);
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

    private static void Write(SeriesWriter writer, DiscoveredTarget target)
    {
        if (target.IsParked)
        {
            // The series that polls write are gone with the polls.
            writer.Write(MetricCatalogue.TargetExpected, 0, target.Definition!.Name);
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
