using FlinkReady.KubernetesApi.Reading;

namespace FlinkReady.KubernetesApi.Transport;

/// <summary>Tells one resource of a kind from another.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Name">The name.</param>
public readonly record struct ResourceKey(string Namespace, string Name)
{
    internal static ResourceKey? Of(ResourceMetadata metadata) => metadata.Name is { Length: > 0 } name ? new ResourceKey(metadata.Namespace, name) : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Namespace}/{Name}";
}

/// <summary>A whole list.</summary>
/// <param name="Version">The version that a watch goes on from.</param>
/// <param name="Resources">The resources, as they were read; null for one that could not be.</param>
public sealed record ResourceList<T>(string Version, IReadOnlyDictionary<ResourceKey, T?> Resources)
    where T : class;
