using System.Collections.Concurrent;
using System.Net;
using FlinkReady.Fleet.Answers;
using FlinkReady.Fleet.Clusters;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace FlinkReady.Fleet.Serving;

/// <summary>Serves a fleet on one loopback port, each cluster below a prefix of its own name: <c>/cluster-001/jobs/overview</c>.</summary>
public sealed class FleetServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly FleetServerOptions _options;
    private readonly ConcurrentDictionary<string, JobManager> _jobManagers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Fault> _faults = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Answer> _frozen = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _closing = new();

    private FleetServer(SimulatedFleet fleet, FleetServerOptions options)
    {
        Fleet = fleet;
        _options = options;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, _options.Port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MinResponseDataRate = null;
        });
        _application = builder.Build();
        _application.Run(HandleAsync);
    }

    /// <summary>What is served.</summary>
    public SimulatedFleet Fleet { get; }

    /// <summary>What was asked.</summary>
    public RequestLog Requests { get; } = new();

    /// <summary>The address, without a cluster.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>Starts to serve.</summary>
    public static async Task<FleetServer> StartAsync(FleetOptions fleet, FleetServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        var server = new FleetServer(new SimulatedFleet(fleet), options ?? new FleetServerOptions());
        await server._application.StartAsync(cancellationToken);
        var addresses = server._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        server.Address = new Uri(addresses.Addresses.First());
        return server;
    }

    /// <summary>The URL of a cluster, without a slash at its end.</summary>
    public string UrlOf(string cluster) => $"{Address.GetLeftPart(UriPartial.Authority)}/{cluster}";

    /// <summary>Lets a cluster fail, or heals it with <see cref="Fault.None"/>.</summary>
    public void Inject(string cluster, Fault fault) => _faults[cluster] = fault;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _application.StopAsync();
        await _application.DisposeAsync();
        _closing.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        var (name, target) = Split(context.Request);
        if (name == "_fleet")
        {
            await FleetControl.HandleAsync(context, this, target);
            return;
        }

        if (Fleet.Find(name) is not { } cluster)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        Requests.Begin(new LoggedRequest(_options.Time.GetUtcNow(), name, context.Request.Method, target));
        try
        {
            using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _closing.Token);
            await Latency.PassAsync(_options.Latency, gone.Token);
            var answer = Respond(cluster, context.Request.Method, target);
            var fault = _faults.GetValueOrDefault(name, Fault.None);
            await (fault.Hits(target) ? FaultyResponse.SendAsync(context, fault, answer, gone.Token) : SendAsync(context, answer));
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
        finally
        {
            Requests.End(name);
        }
    }

    private Answer Respond(SimulatedCluster cluster, string method, string target)
    {
        var jobManager = _jobManagers.GetOrAdd(cluster.Name, _ => new JobManager(cluster, _options.Time) { ExtraConfiguration = _options.ExtraConfiguration });
        return _options.Frozen
            ? _frozen.GetOrAdd($"{method} {cluster.Name}{target}", _ => jobManager.Respond(method, target))
            : jobManager.Respond(method, target);
    }

    private static async Task SendAsync(HttpContext context, Answer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = Answer.ContentType;
        context.Response.ContentLength = answer.Body.Length;
        await context.Response.Body.WriteAsync(answer.Body);
    }

    private static (string Name, string Target) Split(HttpRequest request)
    {
        var path = request.Path.Value ?? "/";
        var end = path.IndexOf('/', 1);
        return end < 0 ? (path[1..], "/") : (path[1..end], path[end..] + request.QueryString.Value);
    }
}
