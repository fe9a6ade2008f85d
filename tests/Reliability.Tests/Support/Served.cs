using FlinkReady.Fleet.Clusters;
using FlinkReady.Fleet.Serving;

namespace FlinkReady.Reliability.Tests.Support;

/// <summary>Serves a fleet for as long as a test runs.</summary>
public static class Served
{
    /// <summary>Starts to serve.</summary>
    public static Task<FleetServer> StartAsync(FleetOptions options) =>
        FleetServer.StartAsync(options, cancellationToken: TestContext.Current.CancellationToken);
}
