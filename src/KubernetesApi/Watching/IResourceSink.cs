using FlinkReady.KubernetesApi.Failures;
using FlinkReady.KubernetesApi.Transport;

namespace FlinkReady.KubernetesApi.Watching;

/// <summary>Is told what a watch sees. Calls of one watch never overlap.</summary>
public interface IResourceSink<T>
    where T : class
{
    /// <summary>All resources there are: what is missing is gone.</summary>
    void Listed(ResourceList<T> list);

    /// <summary>A resource came or changed.</summary>
    /// <param name="key">Which.</param>
    /// <param name="kind"><c>ADDED</c> or <c>MODIFIED</c>.</param>
    /// <param name="resource">What was read of it; null where it could not be.</param>
    void Changed(ResourceKey key, string kind, T? resource);

    /// <summary>A resource is gone.</summary>
    void Deleted(ResourceKey key);

    /// <summary>A request failed.</summary>
    void Failed(ApiFailure failure);

    /// <summary>The watch is in another condition than before.</summary>
    void Became(WatchCondition condition);
}
