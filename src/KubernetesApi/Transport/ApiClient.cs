using FlinkReady.KubernetesApi.Access;
using FlinkReady.KubernetesApi.Failures;
using FlinkReady.KubernetesApi.Paths;
using FlinkReady.KubernetesApi.Reading;

namespace FlinkReady.KubernetesApi.Transport;

/// <summary>
/// Reads resources from the API server. There are two requests, a list and a watch, of the kinds in <see cref="ResourceKind"/>: a monitor changes nothing,
/// and asks for nothing else.
/// </summary>
public sealed class ApiClient : IDisposable
{
    // From the first byte to the last, of a page.
    private static readonly TimeSpan PageTimeout = TimeSpan.FromMinutes(2);

    // A hundred times more than a cluster of size; one that is made of garbage ends here.
    private const int MaxResources = 100_000;

    private readonly ApiRequests _requests;
    private readonly TimeProvider _time;

    /// <summary>Connects to nothing yet.</summary>
    /// <exception cref="AccessException">The client certificate can't be used.</exception>
    public ApiClient(ApiAccess access, TimeProvider time)
    {
        _time = time;
        _requests = new ApiRequests(access, time);
    }

    /// <summary>Reads all resources, page by page; anew and in one answer where a page became too old on the way.</summary>
    /// <param name="path">Which.</param>
    /// <param name="read">Makes something of the JSON of one resource, which is gone afterwards; null where it can't. Does not throw.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ApiException">The list can't be had.</exception>
    public async Task<ResourceList<T>> ListAsync<T>(ResourcePath path, Func<ReadOnlyMemory<byte>, T?> read, CancellationToken cancellationToken)
        where T : class
    {
        var isWhole = false;
        string? page = null;
        var resources = new Dictionary<ResourceKey, T?>();
        while (true)
        {
            try
            {
                var metadata = await PageAsync(isWhole ? path.Whole() : path.Page(page), resources, read, cancellationToken);
                if (metadata.Continue is null || isWhole)
                {
                    return new ResourceList<T>(metadata.Version ?? throw Bad(), resources);
                }

                page = metadata.Continue == page ? throw Bad() : metadata.Continue;
            }
            catch (ApiException exception) when (exception.Failure.Reason == ApiFailureReason.Gone && page is not null)
            {
                // The continuation that comes with the 410 would miss what changed on earlier pages.
                (isWhole, page) = (true, null);
                resources.Clear();
            }
        }
    }

    /// <summary>Opens a watch.</summary>
    /// <param name="path">Of what.</param>
    /// <param name="version">From where on.</param>
    /// <param name="seconds">When the server is to end it.</param>
    /// <param name="cancellationToken">Ends it, also while it is read.</param>
    /// <exception cref="ApiException">The server does not give it.</exception>
    internal async Task<WatchStream> WatchAsync(ResourcePath path, string version, int seconds, CancellationToken cancellationToken)
    {
        var response = await _requests.GetAsync(path.Watch(version, seconds), cancellationToken);
        return new WatchStream(_requests, response, await response.Content.ReadAsStreamAsync(cancellationToken));
    }

    /// <inheritdoc/>
    public void Dispose() => _requests.Dispose();

    private async Task<ResourceMetadata> PageAsync<T>(
        string path, Dictionary<ResourceKey, T?> resources, Func<ReadOnlyMemory<byte>, T?> read, CancellationToken cancellationToken)
        where T : class
    {
        using var timeout = new CancellationTokenSource(PageTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await _requests.GetAsync(path, either.Token);
            await using var body = await response.Content.ReadAsStreamAsync(either.Token);
            var parser = new ListParser(json => Add(resources, json, read));
            await parser.ReadAsync(body, either.Token);
            return parser.Metadata;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ApiException(new ApiFailure(ApiFailureReason.Timeout, 0, $"the API server's list is not complete after {PageTimeout.TotalSeconds:0} s"), exception);
        }
        catch (Exception exception) when (exception is not ApiException && _requests.Explain(exception) is { } explained)
        {
            throw explained;
        }
    }

    private static void Add<T>(Dictionary<ResourceKey, T?> resources, ReadOnlyMemory<byte> json, Func<ReadOnlyMemory<byte>, T?> read)
        where T : class
    {
        if (ResourceKey.Of(ResourceMetadata.OfObject(json.Span)) is { } key)
        {
            resources[key] = read(json);
            if (resources.Count > MaxResources)
            {
                throw new ApiException(new ApiFailure(ApiFailureReason.TooLarge, 0, $"the API server lists more than {MaxResources} resources"));
            }
        }
    }

    private static ApiException Bad() => new(new ApiFailure(ApiFailureReason.BadPayload, 0, "the API server's list does not say its version, or never ends"));
}
