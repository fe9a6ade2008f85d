using FlinkReady.Deployments.Resources;
using FlinkReady.KubernetesApi.Paths;
using FlinkReady.Monitor.Configuration;

namespace FlinkReady.Monitor.Discovery;

/// <summary>A resource as it was read; without content where it says nothing to a monitor.</summary>
/// <param name="Resource">The content, null for a Service of something else.</param>
internal sealed record SeenResource(KubernetesResource? Resource)
{
    private static readonly SeenResource Nothing = new((KubernetesResource?)null);

    /// <summary>Reads resources of a kind; null for one that can't be read.</summary>
    public static Func<ReadOnlyMemory<byte>, SeenResource?> Reader(ResourceKind kind, KubernetesSettings settings) => json =>
    {
        if (KubernetesResource.Read(json.Span, kind.Name) is not { } resource)
        {
            return null;
        }

        // A cluster has thousands of Services that are none of ours.
        var isOurs = kind != ResourceKind.Services
            || json.Span.IndexOf("flinkready.io/"u8) >= 0
            || resource.Name.EndsWith(KubernetesResource.RestServiceSuffix, StringComparison.Ordinal)
            || settings.ServiceSelector?.IsMatch(resource.Label) == true;
        return isOurs ? new SeenResource(resource) : Nothing;
    };

    /// <summary>Those that the label selector chooses, and the Services of clusters among them, which carry labels of their own.</summary>
    public static IReadOnlyList<KubernetesResource> InScope(IEnumerable<KubernetesResource> resources, KubernetesSettings settings)
    {
        var all = resources.ToList();
        if (settings.LabelSelector is not { } selector)
        {
            return all;
        }

        // The server has chosen among the other kinds.
        var clusters = all.Where(static one => one.Kind == KubernetesResource.FlinkDeployment).Select(static one => (one.Namespace, one.Name + KubernetesResource.RestServiceSuffix)).ToHashSet();
        return [.. all.Where(one => one.Kind != KubernetesResource.ServiceKind || clusters.Contains((one.Namespace, one.Name)) || selector.IsMatch(one.Label))];
    }
}
