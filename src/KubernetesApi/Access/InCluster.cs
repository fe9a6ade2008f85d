namespace FlinkReady.KubernetesApi.Access;

/// <summary>What Kubernetes tells a pod of its API server: two variables, and the files of the service account.</summary>
public static class InCluster
{
    private const string Folder = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>The access of the pod that this process runs in.</summary>
    /// <param name="environment">The environment's variables.</param>
    /// <param name="folder">Where the files of the service account lie; null for where Kubernetes mounts them.</param>
    /// <exception cref="AccessException">This is no pod, or it got no token.</exception>
    public static ApiAccess Read(IReadOnlyDictionary<string, string> environment, string? folder = null)
    {
        folder ??= Folder;
        var (host, port) = (environment.GetValueOrDefault("KUBERNETES_SERVICE_HOST"), environment.GetValueOrDefault("KUBERNETES_SERVICE_PORT", "443"));
        if (string.IsNullOrEmpty(host))
        {
            throw new AccessException("this process runs in no pod (KUBERNETES_SERVICE_HOST is not set): name a kubeconfig with --kubeconfig FILE");
        }

        if (!Uri.TryCreate($"https://{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}/", UriKind.Absolute, out var server))
        {
            throw new AccessException("KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT make no address");
        }

        var token = Path.Combine(folder, "token");
        if (!File.Exists(token))
        {
            throw new AccessException($"the pod has no token of a service account ({token} does not exist): set automountServiceAccountToken: true");
        }

        return new ApiAccess(server)
        {
            Namespace = NamespaceOf(Path.Combine(folder, "namespace")),
            Authorities = new Secret(Path.Combine(folder, "ca.crt"), null),
            Token = new Secret(token, null),
        };
    }

    private static string? NamespaceOf(string file) => File.Exists(file) && new Secret(file, null).Read().Trim() is { Length: > 0 } name ? name : null;
}
