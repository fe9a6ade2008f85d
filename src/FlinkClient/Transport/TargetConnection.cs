using FlinkReady.FlinkClient.Collections;

namespace FlinkReady.FlinkClient.Transport;

/// <summary>
/// How one Flink cluster is reached: what configurations fill and the client uses. Immutable and compared as a value; another connection makes
/// another reader.
/// </summary>
public sealed record TargetConnection
{
    // Compared with the rest: a Uri by itself is the same as one with another password.
    private readonly string? _proxyText;

    /// <summary>
    /// The JobManagers of one cluster, http or https, with an optional path prefix. At least one. User info in a URL is sent as
    /// basic authentication and shown nowhere.
    /// </summary>
    public required EquatableList<Uri> Urls { get; init; }

    /// <summary>Headers sent with every request.</summary>
    public EquatableDictionary Headers { get; init; } = EquatableDictionary.Empty;

    /// <summary>The proxy, with its credentials as user info, or null for none. <c>HTTP_PROXY</c> and the like are not obeyed.</summary>
    public Uri? Proxy
    {
        get;
        init
        {
            field = value;
            _proxyText = value?.AbsoluteUri;
        }
    }

    /// <summary>The credentials sent; they go before user info in a URL.</summary>
    public TargetCredentials Auth { get; init; } = new();

    /// <summary>What https trusts and shows.</summary>
    public TlsSettings Tls { get; init; } = new();

    /// <summary>For one attempt, from connecting to the last byte of the body.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Requests in flight at any time, 1 or 2.</summary>
    public int MaxConcurrentRequests { get; init; } = 2;

    /// <summary>The longest body that is read, in bytes, after decompression.</summary>
    public long MaxBodyBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Names the target without its secrets.</summary>
    public override string ToString() => string.Join(", ", Urls.Select(Addresses.Show));
}

/// <summary>The credentials of a target: at most one of the two. The files are read again when they change.</summary>
public sealed record TargetCredentials
{
    /// <summary>A file that holds a bearer token.</summary>
    public string? BearerTokenFile { get; init; }

    /// <summary>Basic authentication.</summary>
    public BasicCredentials? Basic { get; init; }
}

/// <summary>A user and the file that holds the password; the file is read again when it changes.</summary>
/// <param name="UserName">The user; without a colon. Null where the file holds <c>user:password</c>.</param>
/// <param name="PasswordFile">The file; white space at its end is not part of the password.</param>
public sealed record BasicCredentials(string? UserName, string PasswordFile);

/// <summary>TLS of a target. All files are PEM and are read again when they change.</summary>
public sealed record TlsSettings
{
    /// <summary>Certificate authorities to trust instead of the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary>The client certificate, with its intermediates, for mutual TLS.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>The key of the client certificate; null where <see cref="CertificateFile"/> holds it.</summary>
    public string? KeyFile { get; init; }

    /// <summary>The name the server's certificate must carry (and that is asked for by SNI), where it is not the URL's host.</summary>
    public string? ServerName { get; init; }

    /// <summary>Accepts any certificate. For trying things out only.</summary>
    public bool InsecureSkipVerify { get; init; }
}
