using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlinkReady.TestSupport.Kubernetes;

/// <summary>An API server on the loopback that answers as it is told to: request by request, or out of resources that it holds.</summary>
public sealed class FakeApiServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _script = [];
    private readonly TimeProvider _time;

    private FakeApiServer(WebApplication app, TimeProvider time)
    {
        _app = app;
        _time = time;
    }

    /// <summary>Its address.</summary>
    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>The requests that came, in their order.</summary>
    public ConcurrentQueue<ApiRequest> Requests { get; } = [];

    /// <summary>Answers what the script does not; a watch hangs by default until the client goes.</summary>
    public Func<HttpContext, Task> Otherwise { get; set; } = static async context =>
    {
        await context.Response.StartAsync();
        await context.Response.Body.FlushAsync();
        await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
    };

    /// <summary>Starts one.</summary>
    /// <param name="time">Dates requests.</param>
    /// <param name="certificate">What it shows; null for a server without TLS.</param>
    /// <param name="isClient">Which certificates of clients it lets in; null for clients without any.</param>
    public static async Task<FakeApiServer> StartAsync(TimeProvider time, X509Certificate2? certificate = null, Func<X509Certificate2, bool>? isClient = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (certificate is null)
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
        }
        else
        {
            builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps(new HttpsConnectionAdapterOptions
            {
                ServerCertificate = certificate,
                ClientCertificateMode = isClient is null ? ClientCertificateMode.NoCertificate : ClientCertificateMode.RequireCertificate,
                ClientCertificateValidation = (shown, _, _) => isClient?.Invoke(shown) != false,
            })));
        }

        builder.Services.Configure<HostOptions>(static options => options.ShutdownTimeout = TimeSpan.Zero);
        var app = builder.Build();
        var server = new FakeApiServer(app, time);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    /// <summary>Answers the next request that has no answer yet.</summary>
    public FakeApiServer Then(Func<HttpContext, Task> answer)
    {
        _script.Enqueue(answer);
        return this;
    }

    /// <summary>Answers the next request as a real server did.</summary>
    public FakeApiServer Then(string recording) => Then(context => ReplayAsync(context, RecordedExchange.Load(recording)));

    /// <summary>Answers the next request with a text.</summary>
    public FakeApiServer Then(int status, string body, params IReadOnlyList<KeyValuePair<string, string>> headers) => Then(context => TextAsync(context, status, body, headers));

    /// <summary>Answers as a real server did: status, headers and bytes.</summary>
    public static async Task ReplayAsync(HttpContext context, RecordedExchange recorded)
    {
        context.Response.StatusCode = recorded.Status;
        foreach (var (name, value) in recorded.Headers.Where(static header => header.Key != "Transfer-Encoding"))
        {
            context.Response.Headers.Append(name, value);
        }

        await context.Response.StartAsync();
        await context.Response.Body.WriteAsync(recorded.Body);
        await context.Response.Body.FlushAsync();
        if (recorded.IsBroken)
        {
            // What was sent has arrived long before a server is killed; an abort would throw it away.
            await Task.Delay(TimeSpan.FromMilliseconds(200));
            context.Abort();
        }
    }

    /// <summary>Answers with a text.</summary>
    public static async Task TextAsync(HttpContext context, int status, string body, params IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        foreach (var (name, value) in headers)
        {
            context.Response.Headers.Append(name, value);
        }

        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        Requests.Enqueue(new ApiRequest(request.Method, request.Path + request.QueryString, request.Headers.Authorization.ToString(), _time.GetUtcNow()));
        try
        {
            await (_script.TryDequeue(out var answer) ? answer : Otherwise)(context);
        }
        catch (OperationCanceledException)
        {
            // The client went, which is what some tests are about.
        }
    }
}

/// <summary>A request that came.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">Path and query.</param>
/// <param name="Authorization">The header; empty for none.</param>
/// <param name="At">When, by the test's clock.</param>
public sealed record ApiRequest(string Method, string Target, string Authorization, DateTimeOffset At)
{
    /// <summary>True for a watch.</summary>
    public bool IsWatch => Target.Contains("watch=1", StringComparison.Ordinal);
}
