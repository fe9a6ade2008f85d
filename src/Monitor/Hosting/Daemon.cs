using System.Net.Sockets;
using FlinkReady.FlinkClient;
using FlinkReady.FlinkClient.Recordings;
using FlinkReady.Monitor.Diagnostics;
using FlinkReady.Monitor.Discovery;
using FlinkReady.Monitor.Polling;
using FlinkReady.Monitor.Targets;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Monitor.Web;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FlinkReady.Monitor.Hosting;

/// <summary>The daemon behind <c>watch</c> and <c>demo</c>.</summary>
internal static class Daemon
{
    // Kubernetes and service managers wait longer; a user at a terminal does not.
    private static readonly TimeSpan ShutdownLimit = TimeSpan.FromSeconds(3);

    // Scrapes, probes and readers of pages are few: more are idle, or mean harm.
    private const int MaxConnections = 512;
    private static readonly TimeSpan IdleLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan HeadersLimit = TimeSpan.FromSeconds(10);

    /// <summary>Runs until the token is cancelled; the exit code.</summary>
    /// <exception cref="UsageException">The address can't be listened on.</exception>
    /// <exception cref="RecordingException">A recording does not exist or is none.</exception>
    public static async Task<int> RunAsync(WatchRequest request, CancellationToken cancellationToken)
    {
        CheckRecordings(request);
        await using var app = Build(request);
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("flinkready");
        Log.Watching(logger, ProgramVersion.Version, request.Configuration.Targets.Count);
        await StartAsync(app, request, cancellationToken);
        foreach (var address in app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
        {
            Log.Listening(logger, address);
        }

        await WaitAsync(app, cancellationToken);
        await app.StopAsync(CancellationToken.None);
        await ThrowIfPollingFailedAsync(app);
        Log.Stopped(logger);
        return ExitCodes.Success;
    }

    /// <summary>The daemon, not started.</summary>
    internal static WebApplication Build(WatchRequest request)
    {
        // The configuration is FlinkReady's own: ASPNETCORE_ variables and appsettings.json have no say.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "flinkready", ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddRoutingCore();
        Logs.OfDaemon(builder.Logging, request.Logging);
        var room = new ConnectionRoom(MaxConnections);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = 0;
            options.Limits.KeepAliveTimeout = IdleLimit;
            options.Limits.RequestHeadersTimeout = HeadersLimit;
            options.Limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 3 * 1024, gracePeriod: TimeSpan.FromSeconds(10));
            options.ConfigureEndpointDefaults(endpoint =>
            {
                endpoint.Protocols = HttpProtocols.Http1;
                endpoint.Use(next => connection => room.ServeAsync(connection, next));
            });
            Listening.On(options, request.Configuration.Listen);
        });
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownLimit);
        builder.Services.AddSingleton<IHostLifetime, CallerLifetime>();
        builder.Services.AddSingleton(request.ProgramEnvironment.Time);
        builder.Services.AddFlinkClient();
        DaemonServices.Add(builder.Services, request);
        var app = builder.Build();
        app.Use(next => context => room.RequestAsync(context, next));
        Routes.Use(app);
        return app;
    }

    private static async Task StartAsync(WebApplication app, WatchRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            throw new UsageException([$"can't listen on {request.Configuration.Listen}: {Reason(exception)}; choose another with --listen or listen:"]);
        }
    }

    private static async Task WaitAsync(WebApplication app, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, app.Lifetime.ApplicationStopping);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // A host that stops because polling failed has to end the program as a defect does.
    private static async Task ThrowIfPollingFailedAsync(WebApplication app)
    {
        if (app.Services.GetRequiredService<PollingService>().ExecuteTask is { IsFaulted: true } polling)
        {
            await polling;
        }

        foreach (var other in app.Services.GetServices<IHostedService>().OfType<BackgroundService>().Where(static service => service is ConfigurationWatcher or DiscoveryService))
        {
            if (other.ExecuteTask is { IsFaulted: true } failed)
            {
                await failed;
            }
        }
    }

    // A target that can't be reached may come back; a path that is no recording is a mistake.
    private static void CheckRecordings(WatchRequest request)
    {
        foreach (var path in request.Configuration.Targets.Select(target => target.Recording).OfType<string>())
        {
            TargetRecordings.Open(path).Dispose();
        }
    }

    private static string Reason(Exception exception) =>
        exception.InnerException is { InnerException: SocketException or null } inner ? inner.Message : exception.Message;
}
