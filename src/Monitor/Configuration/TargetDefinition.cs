using FlinkReady.Readiness.Names;

namespace FlinkReady.Monitor.Configuration;

/// <summary>A target as it is configured: where it is, how to reach it, how often to look.</summary>
public sealed record TargetDefinition
{
    /// <summary>The label <c>target</c>: <c>[a-zA-Z0-9_.-]{1,63}</c>, unique.</summary>
    public required string Name { get; init; }

    /// <summary>The JobManagers of the cluster, the preferred one first; empty for a recording.</summary>
    public IReadOnlyList<Uri> Urls { get; init; } = [];

    /// <summary>The path of a recording, null for a live cluster.</summary>
    public string? Recording { get; init; }

    /// <summary>Overrides <see cref="MonitorConfiguration.PollInterval"/>.</summary>
    public TimeSpan? PollInterval { get; init; }

    /// <summary>Exported on <c>target_info</c> only.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Headers sent with every request.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The proxy to go through; the environment's is not obeyed.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>A file with a bearer token, read again when it changes.</summary>
    public string? BearerTokenFile { get; init; }

    /// <summary>User of basic authentication.</summary>
    public string? BasicUsername { get; init; }

    /// <summary>A file with the password of basic authentication (or, with no user given, <c>user:password</c>).</summary>
    public string? BasicPasswordFile { get; init; }

    /// <summary>TLS settings.</summary>
    public TlsDefinition Tls { get; init; } = new();

    /// <summary>Jobs to look at, by name; empty for all.</summary>
    public IReadOnlyList<Glob> IncludeJobs { get; init; } = [];

    /// <summary>Jobs to leave out, by name.</summary>
    public IReadOnlyList<Glob> ExcludeJobs { get; init; } = [];

    /// <summary>True where the job is to be looked at.</summary>
    public bool Covers(string jobName) =>
        (IncludeJobs.Count == 0 || IncludeJobs.Any(glob => glob.IsMatch(jobName))) && !ExcludeJobs.Any(glob => glob.IsMatch(jobName));
}

/// <summary>How TLS is spoken with a target. Files are PEM and read again when they change.</summary>
public sealed record TlsDefinition
{
    /// <summary>Certificates to trust instead of the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary>The client certificate.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>Its private key.</summary>
    public string? KeyFile { get; init; }

    /// <summary>The name the server's certificate must carry, where it is not the host's.</summary>
    public string? ServerName { get; init; }

    /// <summary>Trust whatever the server shows.</summary>
    public bool InsecureSkipVerify { get; init; }
}
