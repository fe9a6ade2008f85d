using System.Net;
using System.Net.Sockets;

namespace FlinkReady.EndToEnd.Tests.Support;

/// <summary>Accepts connections and never says a word.</summary>
public sealed class SilentServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Socket> _sockets = [];
    private readonly Task _loop;

    /// <summary>Begins to listen.</summary>
    public SilentServer()
    {
        _listener.Start();
        _loop = AcceptAsync();
    }

    /// <summary>Where.</summary>
    public string Url => $"http://{_listener.LocalEndpoint}/";

    /// <summary>Ends when somebody connected.</summary>
    public Task Asked => _asked.Task;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _listener.Dispose();
        _sockets.ForEach(socket => socket.Dispose());
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _sockets.Add(await _listener.AcceptSocketAsync(_stop.Token));
                _asked.TrySetResult();
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }
}
