using FlinkReady.Deployments.Resources;
using FlinkReady.KubernetesApi.Paths;
using FlinkReady.Monitor.Configuration;

namespace FlinkReady.Monitor.Discovery;

/// <summary>What has to be watched for a configuration.</summary>
internal static class WatchedSources
{
    private const string OwnNamespaceWhereUnknown = "default";

    /// <summary>A path for each kind and namespace.</summary>
    /// <param name="settings">The configuration.</param>
    /// <param name="own">The monitor's own namespace, null where it is not known.</param>
    public static IReadOnlyList<ResourcePath> Of(KubernetesSettings settings, string? own)
    {
        List<string?> namespaces = settings.Namespaces.Contains(KubernetesSettings.AllNamespaces) ? [null]
            : settings.Namespaces.Count == 0 ? [own ?? OwnNamespaceWhereUnknown]
            : [.. settings.Namespaces.Distinct()];
        return
        [
            .. from kind in ResourceKind.All.Where(kind => settings.Sources.Contains(kind.Plural))
               from ns in namespaces
               select new ResourcePath(kind, settings.ApiVersion, ns, kind == ResourceKind.Services ? null : settings.LabelSelector?.Text),
        ];
    }

    /// <summary>Those of some resources that a watch of a path would see.</summary>
    /// <param name="path">The path.</param>
    /// <param name="settings">The configuration that it follows from.</param>
    /// <param name="resources">The resources.</param>
    public static IEnumerable<KubernetesResource> Within(ResourcePath path, KubernetesSettings settings, IEnumerable<KubernetesResource> resources) => resources.Where(resource =>
        resource.Kind == path.Kind.Name
        && (path.Namespace is null || resource.Namespace == path.Namespace)
        && (path.LabelSelector is null || settings.LabelSelector?.IsMatch(resource.Label) != false));
}
