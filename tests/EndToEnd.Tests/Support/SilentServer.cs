namespace FlinkReady.EndToEnd.Tests.Support;

/// <summary>Takes requests and never says a word.</summary>
public sealed class SilentServer : IAsyncDisposable
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RawServer _server;

    /// <summary>Begins to listen.</summary>
    public SilentServer() => _server = new RawServer((_, _, token) =>
    {
        _asked.TrySetResult();
        return Task.Delay(Timeout.Infinite, token);
    });

    /// <summary>Where.</summary>
    public string Url => $"{_server.Url}/";

    /// <summary>Ends when somebody asked.</summary>
    public Task Asked => _asked.Task;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
