using System.Net.Sockets;
using System.Text;

namespace FlinkReady.Reliability.Tests.Support;

/// <summary>Connections to the program below HTTP: as many as a test opens, closed with it.</summary>
public sealed class RawConnections(Uri address) : IDisposable
{
    private readonly List<Socket> _sockets = [];

    /// <summary>Opens one and sends a text.</summary>
    public async Task<Socket> OpenAsync(string text = "")
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(socket);
        await socket.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        await socket.SendAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);
        return socket;
    }

    /// <summary>Opens many.</summary>
    public async Task OpenAsync(int count, string text = "")
    {
        for (var opened = 0; opened < count; opened++)
        {
            await OpenAsync(text);
        }
    }

    /// <summary>Reads until the other side ends.</summary>
    public static async Task<string> ReadToEndAsync(Socket socket, TimeSpan limit)
    {
        var text = new StringBuilder();
        var buffer = new byte[64 * 1024];
        using var timeout = new CancellationTokenSource(limit);
        int read;
        while ((read = await socket.ReceiveAsync(buffer, timeout.Token)) > 0)
        {
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => _sockets.ForEach(socket => socket.Dispose());
}
