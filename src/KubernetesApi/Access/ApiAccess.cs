namespace FlinkReady.KubernetesApi.Access;

/// <summary>How the API server is reached and who asks.</summary>
public sealed record ApiAccess
{
    internal ApiAccess(Uri server) => Server = server;

    /// <summary>Its address.</summary>
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
