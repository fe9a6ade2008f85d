using FlinkReady.KubernetesApi.Reading;

namespace FlinkReady.KubernetesApi.Transport;

/// <summary>A watch that is open.</summary>
internal sealed class WatchStream(ApiRequests requests, HttpResponseMessage response, Stream body) : IAsyncDisposable
{
    private readonly LineReader _lines = new(body);

    /// <summary>The next event, valid until the next call; null at the end that the server made.</summary>
    /// <exception cref="Failures.ApiException">The watch broke.</exception>
    public async ValueTask<WatchLine?> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _lines.NextAsync(cancellationToken) is { } line ? WatchLine.Read(line) : null;
        }
        catch (IOException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception exception) when (exception is not Failures.ApiException && requests.Explain(exception) is { } explained)
        {
            throw explained;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await body.DisposeAsync();
        response.Dispose();
    }
}
