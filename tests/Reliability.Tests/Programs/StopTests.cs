using FlinkReady.Fleet.Clusters;
using FlinkReady.Fleet.Serving;
using FlinkReady.Reliability.Tests.Support;

namespace FlinkReady.Reliability.Tests.Programs;

/// <summary>The end of the program.</summary>
[Collection(Alone.Name)]
public sealed class StopTests
{
    [Fact]
    public async Task SIGTERM_in_the_middle_of_a_poll_ends_it_within_five_seconds()
    {
        await using var server = await Served.StartAsync(new FleetOptions { JobsPerCluster = 5 });
        server.Inject("cluster-001", new Fault(FaultKind.Hang, Applies: path => path.StartsWith("/jobs/", StringComparison.Ordinal) && path != "/jobs/overview"));
        await using var monitor = await MonitorProcess.WatchAsync(server.UrlOf("cluster-001"));
        while (!server.Requests.All.Any(request => request.Target.StartsWith("/jobs/", StringComparison.Ordinal) && request.Target != "/jobs/overview"))
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, await monitor.TerminateAsync(TimeSpan.FromSeconds(5)));
    }
}
