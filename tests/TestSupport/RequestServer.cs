using System.Collections.Concurrent;
using System.Net;

namespace FlinkReady.TestSupport;

/// <summary>An HTTP server inside the test, on a loopback port of its own, that answers what the test says.</summary>
public sealed class RequestServer : IAsyncDisposable
{
    private readonly Func<HttpListenerContext, Task> _answer;
    private readonly ConcurrentQueue<Task> _answers = [];
    private readonly HttpListener _listener;
    private readonly Task _loop;
    private volatile bool _isOver;

    /// <summary>Starts.</summary>
    /// <param name="answer">Writes the answer to a request, beside the answers to others.</param>
    public RequestServer(Func<HttpListenerContext, Task> answer)
    {
        _answer = answer;
        (_listener, Url) = Listen();
        _loop = AcceptAsync();
    }

    /// <summary>Its address, with a slash at the end.</summary>
    public Uri Url { get; }

    /// <summary>What was asked, in order: method, path with query, range.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>Stops, and throws what an answer failed with. Answers that are still waited for end by themselves.</summary>
    public async ValueTask DisposeAsync()
    {
        _isOver = true;
        _listener.Stop();
        await _loop;
        _listener.Close();
        await Task.WhenAll(_answers.Where(answer => answer.IsFaulted));
    }

    private static (HttpListener Listener, Uri Url) Listen()
    {
        for (var attempt = 0; ; attempt++)
        {
            var url = new Uri($"http://127.0.0.1:{LoopbackPort.Free()}/");
            var listener = new HttpListener { Prefixes = { url.AbsoluteUri } };
            try
            {
                listener.Start();
                return (listener, url);
            }
            catch (HttpListenerException) when (attempt < 10)
            {
                // Another process took the port since it was free.
                listener.Close();
            }
        }
    }

    private async Task AcceptAsync()
    {
        while (!_isOver)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (_isOver && e is HttpListenerException or InvalidOperationException)
            {
                return;
            }

            Asked.Enqueue($"{context.Request.HttpMethod} {context.Request.RawUrl} {context.Request.Headers["Range"]}".TrimEnd());
            _answers.Enqueue(Task.Run(() => AnswerAsync(context)));
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            await _answer(context);
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // Whoever asked has seen enough, or the test is over.
        }
        catch
        {
            // Nobody has to wait for an answer that never comes.
            context.Response.Abort();
            throw;
        }
    }
}
