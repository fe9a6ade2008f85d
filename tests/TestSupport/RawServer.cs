using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace FlinkReady.TestSupport;

/// <summary>A server down at the socket: answers exactly the bytes it is told to, over TLS where it has options for it.</summary>
public sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, Stream, CancellationToken, Task> _answer;
    private readonly SslServerAuthenticationOptions? _tls;
    private readonly Task _loop;

    /// <summary>Starts.</summary>
    /// <param name="answer">Writes the answer to a request's head.</param>
    /// <param name="tls">Null for plain http.</param>
    public RawServer(Func<string, Stream, CancellationToken, Task> answer, SslServerAuthenticationOptions? tls = null)
    {
        _answer = answer;
        _tls = tls;
        _listener.Start();
        _loop = AcceptAsync();
    }

    /// <summary>Starts.</summary>
    /// <param name="answer">The whole answer to any request.</param>
    /// <param name="tls">Null for plain http.</param>
    public RawServer(string answer, SslServerAuthenticationOptions? tls = null)
        : this((_, stream, token) => stream.WriteAsync(Encoding.Latin1.GetBytes(answer), token).AsTask(), tls)
    {
    }

    /// <summary>The port of the loopback that it listens on.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Its address.</summary>
    public string Url => $"{(_tls is null ? "http" : "https")}://127.0.0.1:{Port}";

    /// <summary>Heads of the requests that came in.</summary>
    public ConcurrentQueue<string> Heads { get; } = [];

    /// <summary>Cipher suites that were agreed on.</summary>
    public ConcurrentQueue<TlsCipherSuite> Suites { get; } = [];

    /// <summary>Names asked for by SNI.</summary>
    public ConcurrentQueue<string> ServerNames { get; } = [];

    /// <summary>An answer with a JSON body, after which the connection closes.</summary>
    public static string Json(string body, int status = 200, string headers = "") =>
        $"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n{headers}\r\n{body}";

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // The loop ends before its listener does: otherwise it might ask one that is gone.
        await _stop.CancelAsync();
        await _loop;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                Stream stream = client.GetStream();
                if (_tls is not null)
                {
                    var tls = new SslStream(stream);
                    await tls.AuthenticateAsServerAsync(_tls, _stop.Token);
                    ServerNames.Enqueue(tls.TargetHostName);
                    Suites.Enqueue(tls.NegotiatedCipherSuite);
                    stream = tls;
                }

                var head = await HeadAsync(stream);
                Heads.Enqueue(head);
                await _answer(head, stream, _stop.Token);
                await stream.DisposeAsync();
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or AuthenticationException or ObjectDisposedException)
            {
                // The client went away, which is what some tests are about.
            }
        }
    }

    private async Task<string> HeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var buffer = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(buffer, _stop.Token) > 0)
        {
            head.Append((char)buffer[0]);
        }

        return head.ToString();
    }
}
