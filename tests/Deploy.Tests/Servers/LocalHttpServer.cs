using System.Net;
using System.Text;

namespace FlinkReady.Deploy.Tests.Servers;

/// <summary>A small HTTP server inside the test: what is scraped, or what receives alerts.</summary>
public sealed class LocalHttpServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _loop;

    /// <summary>Starts it with a function from the request's body to the answer's; null answers 503.</summary>
    public LocalHttpServer(Func<string, string?> answer)
    {
        Address = new Uri($"http://127.0.0.1:{LocalPorts.Free()}/");
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _loop = ServeAsync(answer);
    }

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _loop;
        _listener.Close();
    }

    private async Task ServeAsync(Func<string, string?> answer)
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            var body = answer(await reader.ReadToEndAsync());
            context.Response.StatusCode = body is null ? 503 : 200;
            context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
            context.Response.Close(Encoding.UTF8.GetBytes(body ?? string.Empty), willBlock: false);
        }
    }
}
