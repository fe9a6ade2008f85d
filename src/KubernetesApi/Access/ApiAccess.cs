namespace FlinkReady.KubernetesApi.Access;

/// <summary>How the API server is reached and who asks.</summary>
public sealed record ApiAccess
{
    // A path without a slash at its end would lose its last part to the paths of requests: behind a proxy such as Rancher's that part names the cluster.
    internal ApiAccess(Uri server) => Server = server.AbsolutePath.EndsWith('/') ? server : new UriBuilder(server) { Path = $"{server.AbsolutePath}/" }.Uri;

    /// <summary>Its address; the path ends in a slash.</summary>
    public Uri Server { get; }

    /// <summary>The namespace that is meant where none is named; null where nothing says.</summary>
    public string? Namespace { get; internal init; }

    /// <summary>Whom the server trusts by its certificate: PEM; null for the system's authorities.</summary>
    internal Secret? Authorities { get; init; }

    /// <summary>The bearer token; null for none.</summary>
    internal Secret? Token { get; init; }

    /// <summary>The client certificate, PEM; null for none.</summary>
    internal Secret? ClientCertificate { get; init; }

    /// <summary>The client certificate's key, PEM.</summary>
    internal Secret? ClientKey { get; init; }

    /// <summary>The name that the server's certificate must carry; null for the address' host.</summary>
    internal string? ServerName { get; init; }

    /// <summary>True where any certificate will do.</summary>
    internal bool SkipsVerification { get; init; }
}
