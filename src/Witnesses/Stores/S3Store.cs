using FlinkReady.Witnesses.Contents;

namespace FlinkReady.Witnesses.Stores;

/// <summary>Objects of one bucket of an S3, or of what speaks like one. Nothing but GET of one object's ranges, signed.</summary>
internal sealed class S3Store : IMetadataStore, IDisposable
{
    private const int LongestLabel = 63;
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private readonly HttpMessageInvoker _client;
    private readonly Lazy<UrlStore> _objects;

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

        // A region or an endpoint that makes no address costs this store and not the target.
        _objects = new Lazy<UrlStore>(() => new UrlStore(prefix, FolderOf(prefix, settings, region), _client));
    }

    /// <inheritdoc/>
    public StoreAddress Prefix { get; }

    /// <inheritdoc/>
    public Task<IContent> OpenAsync(IReadOnlyList<string> below, CancellationToken cancellationToken) => _objects.Value.OpenAsync(below, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    // A bucket with dots in its name would not fit the server's certificate, one with capitals, underscores or more than 63 letters is no name of a host.
    private static Uri FolderOf(StoreAddress prefix, S3Settings settings, string region)
    {
        var server = settings.Endpoint ?? ServerUrl.Of($"https://s3.{region}.{AwsEnvironment.DomainOf(region)}", $"the region {region}");
        var keys = string.Join('/', prefix.Path.Select(Uri.EscapeDataString));
        var isInHost = !settings.PathStyle && prefix.Authority.Length <= LongestLabel && prefix.Authority.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');
        return isInHost
            ? ServerUrl.Of($"{server.Scheme}://{prefix.Authority}.{server.Authority}/{keys}", "the bucket's name before that of the endpoint (without pathStyle)")
            : new Uri(server, $"/{Uri.EscapeDataString(prefix.Authority)}/{keys}");
    }
}
