using System.Net;
using System.Net.Sockets;

namespace FlinkReady.EndToEnd.Tests.Support;

/// <summary>Accepts connections and never says a word.</summary>
public sealed class SilentServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Socket> _sockets = [];

    /// <summary>Begins to listen.</summary>
    public SilentServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Where.</summary>
    public string Url => $"http://{_listener.LocalEndpoint}/";

    /// <summary>Ends when somebody connected.</summary>
    public Task Asked => _asked.Task;

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Dispose();
        _sockets.ForEach(socket => socket.Dispose());
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _sockets.Add(await _listener.AcceptSocketAsync());
                _asked.TrySetResult();
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
        }
    }
}
