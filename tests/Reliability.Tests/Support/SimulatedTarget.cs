using FlinkReady.Fleet.Clusters;
using FlinkReady.Fleet.Serving;
using FlinkReady.FlinkClient;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace FlinkReady.Reliability.Tests.Support;

/// <summary>The real client, with the fleet where the sockets would be, on a clock that stands still until it is moved.</summary>
public sealed class SimulatedTarget : IDisposable
{
    private readonly ServiceProvider _services;

    /// <param name="fleet">The clusters that answer.</param>
    /// <param name="time">The clock of both sides.</param>
    public SimulatedTarget(SimulatedFleet fleet, TimeProvider time)
        : this(new FleetHandler(fleet, time), time)
    {
    }

    /// <param name="wire">What answers in place of the sockets.</param>
    /// <param name="time">The clock.</param>
    public SimulatedTarget(HttpMessageHandler wire, TimeProvider time)
    {
        Wire = wire;
        _services = new ServiceCollection()
            .AddSingleton(time)
            .AddFlinkClient()
            .AddSingleton<IHttpMessageHandlerBuilderFilter>(new WireFilter(wire))
            .BuildServiceProvider();
        Factory = _services.GetRequiredService<IClusterReaderFactory>();
    }

    /// <summary>What answers.</summary>
    public HttpMessageHandler Wire { get; }

    /// <summary>Makes readers.</summary>
    public IClusterReaderFactory Factory { get; }

    /// <summary>A reader of one cluster.</summary>
    public IClusterReader Reader(string cluster) =>
        Factory.Create(cluster, new TargetConnection { Urls = [new Uri($"http://fleet.example/{cluster}")] });

    /// <inheritdoc/>
    public void Dispose() => _services.Dispose();

    private sealed class WireFilter(HttpMessageHandler wire) : IHttpMessageHandlerBuilderFilter
    {
        public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
        {
            next(builder);
            builder.PrimaryHandler = new Undisposed(wire);
        };
    }

    // The factory retires handlers; the simulation outlives them.
    private sealed class Undisposed(HttpMessageHandler wire) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _invoker = new(wire, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            _invoker.SendAsync(request, cancellationToken);
    }
}
