using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FlinkReady.Witnesses.Tests.Support;

/// <summary>A web server of one process, on a port of its own; answers what the test says.</summary>
internal sealed class WebServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<HttpListenerContext, Task> _answer;
    private readonly Task _work;

    public WebServer(Func<HttpListenerContext, Task> answer)
    {
        _answer = answer;
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Url = new Uri($"http://localhost:{((IPEndPoint)probe.LocalEndpoint).Port}/");
        }

        _listener.Prefixes.Add(Url.AbsoluteUri);
        _listener.Start();
        _work = WorkAsync();
    }

    public Uri Url { get; }

    /// <summary>What was asked, in order: method, path with query, range.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Answers with the bytes, or the range of them that is asked for.</summary>
    public static async Task SendAsync(HttpListenerContext context, byte[] bytes)
    {
        var response = context.Response;
        response.Headers["ETag"] = "\"1\"";
        var part = bytes.AsMemory();
        if (context.Request.Headers["Range"] is { } range)
        {
            var ends = range["bytes=".Length..].Split('-');
            var from = long.Parse(ends[0], CultureInfo.InvariantCulture);
            if (from >= bytes.Length)
            {
                response.StatusCode = 416;
                response.Close();
                return;
            }

            var to = Math.Min(long.Parse(ends[1], CultureInfo.InvariantCulture), bytes.Length - 1);
            response.StatusCode = 206;
            response.Headers["Content-Range"] = $"bytes {from}-{to}/{bytes.Length}";
            part = part[(int)from..(int)(to + 1)];
        }

        response.ContentLength64 = part.Length;
        try
        {
            await response.OutputStream.WriteAsync(part);
            response.Close();
        }
        catch (HttpListenerException)
        {
            // Whoever asked has seen enough.
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _work;
        _listener.Close();
    }

    private async Task WorkAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            Asked.Enqueue($"{context.Request.HttpMethod} {context.Request.RawUrl} {context.Request.Headers["Range"]}".TrimEnd());
            _ = Task.Run(() => _answer(context));
        }
    }
}
