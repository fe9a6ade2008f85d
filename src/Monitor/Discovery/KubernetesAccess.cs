using FlinkReady.KubernetesApi.Access;

namespace FlinkReady.Monitor.Discovery;

/// <summary>Chooses the way to the API server: a kubeconfig that was named, else what Kubernetes tells its pods.</summary>
internal sealed class KubernetesAccess(string? kubeconfig, IReadOnlyDictionary<string, string> environment)
{
    /// <summary>The access.</summary>
    /// <exception cref="AccessException">There is none.</exception>
    public ApiAccess Read() => kubeconfig is null ? InCluster.Read(environment) : Kubeconfig.Read(kubeconfig);
}
