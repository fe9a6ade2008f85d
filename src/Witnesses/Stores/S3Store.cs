using FlinkReady.Witnesses.Contents;

namespace FlinkReady.Witnesses.Stores;

/// <summary>Objects of one bucket of an S3, or of what speaks like one. Nothing but GET of one object's ranges, signed.</summary>
internal sealed class S3Store : IMetadataStore, IDisposable
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private readonly HttpMessageInvoker _client;
    private readonly UrlStore _objects;

    /// <summary>A store.</summary>
    /// <param name="prefix">The folder as Flink's paths name it; its authority is the bucket.</param>
    /// <param name="settings">How it is reached.</param>
    /// <param name="surroundings">Where credentials and the region come from where the settings don't say; null for this process'.</param>
    /// <param name="time">The clock that requests are signed by; null for the system's.</param>
    public S3Store(StoreAddress prefix, S3Settings settings, AwsEnvironment? surroundings = null, TimeProvider? time = null)
    {
        surroundings ??= new AwsEnvironment(Environment.GetEnvironmentVariable);
        time ??= TimeProvider.System;
        Prefix = prefix;
        var region = settings.Region ?? (settings.Endpoint is null ? surroundings.Region : null) ?? AwsEnvironment.DefaultRegion;
        var wire = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectTimeout = settings.Timeout, PooledConnectionLifetime = ConnectionLifetime };
        var credentials = new CredentialChain(settings, surroundings, region, new HttpMessageInvoker(wire, disposeHandler: false), time);
        _client = new HttpMessageInvoker(new SigningHandler(credentials, region, settings.Timeout, time) { InnerHandler = wire });
        _objects = new UrlStore(prefix, FolderOf(prefix, settings, region), _client);
    }

    /// <inheritdoc/>
    public StoreAddress Prefix { get; }

    /// <inheritdoc/>
    public Task<IContent> OpenAsync(IReadOnlyList<string> below, CancellationToken cancellationToken) => _objects.OpenAsync(below, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    // A bucket with dots in its name would not fit the server's certificate.
    private static Uri FolderOf(StoreAddress prefix, S3Settings settings, string region)
    {
        var server = settings.Endpoint ?? new Uri($"https://s3.{region}.{AwsEnvironment.DomainOf(region)}");
        var keys = string.Join('/', prefix.Path.Select(Uri.EscapeDataString));
        var isInPath = settings.PathStyle || prefix.Authority.Contains('.', StringComparison.Ordinal);
        return isInPath
            ? new Uri(server, $"/{Uri.EscapeDataString(prefix.Authority)}/{keys}")
            : new UriBuilder(server) { Host = $"{prefix.Authority}.{server.Host}", Path = $"/{keys}" }.Uri;
    }
}
