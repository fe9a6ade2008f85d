using System.Text;

namespace FlinkReady.Deploy.Tests.Servers;

/// <summary>What a <see cref="LocalHttpServer"/> is asked.</summary>
/// <param name="PathAndQuery">As sent.</param>
/// <param name="Body">The request's body.</param>
public sealed record LocalRequest(string PathAndQuery, string Body);

/// <summary>What a <see cref="LocalHttpServer"/> answers.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The answer's body.</param>
/// <param name="ContentType">Its type.</param>
public sealed record LocalAnswer(int Status, string Body, string ContentType)
{
    /// <summary>A page of metrics.</summary>
    public static LocalAnswer Metrics(string page) => new(200, page, "text/plain; version=0.0.4; charset=utf-8");
}

/// <summary>What is scraped, what receives alerts, or a JobManager that is not real: an HTTP server inside the test.</summary>
public sealed class LocalHttpServer : IAsyncDisposable
{
    private readonly RequestServer _server;

    /// <summary>Starts it with a function from the request to the answer.</summary>
    public LocalHttpServer(Func<LocalRequest, LocalAnswer> answer) => _server = new RequestServer(async context =>
    {
        using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
        var reply = answer(new LocalRequest(context.Request.RawUrl ?? "/", await reader.ReadToEndAsync()));
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = reply.ContentType;
        context.Response.Close(Encoding.UTF8.GetBytes(reply.Body), willBlock: false);
    });

    /// <summary>Where it answers.</summary>
    public Uri Address => _server.Url;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
