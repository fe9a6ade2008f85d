using FlinkReady.Fleet.Clusters;
using FlinkReady.Fleet.Serving;
using FlinkReady.Reliability.Tests.Support;

namespace FlinkReady.Reliability.Tests.Programs;

/// <summary>What a scrape sees while things happen.</summary>
[Collection(Alone.Name)]
public sealed class ScrapeTests
{
    [Fact]
    public async Task A_scrape_in_the_middle_of_a_poll_shows_the_poll_before_it_whole()
    {
        await using var server = await Served.StartAsync(new FleetOptions { JobsPerCluster = 5 });
        using var folder = new Folder();
        var configuration = FleetConfiguration.Write(folder, server, "pollInterval: 5s\n");
        await using var monitor = await MonitorProcess.WatchAsync("--config", configuration);
        var before = Violations(await monitor.UntilAsync("/metrics", page => page.Contains("flinkready_target_up{target=\"cluster-001\"} 1", StringComparison.Ordinal)));
        Assert.NotEmpty(before);

        // The next poll hangs half way: its first request is answered, the others are not.
        server.Inject("cluster-001", new Fault(FaultKind.Hang, Applies: path => path != "/jobs/overview"));
        var asked = server.Requests.All.Count;
        while (server.Requests.All.Count < asked + 2)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Equal(before, Violations(await monitor.GetAsync("/metrics")));
    }

    [Fact]
    public async Task An_outage_neither_ends_a_violation_nor_passes_anything()
    {
        await using var server = await Served.StartAsync(new FleetOptions { JobsPerCluster = 5 });
        using var folder = new Folder();
        var configuration = FleetConfiguration.Write(folder, server, "pollInterval: 5s\n");
        await using var monitor = await MonitorProcess.WatchAsync("--config", configuration);
        var before = Violations(await monitor.UntilAsync("/metrics", page => page.Contains("flinkready_target_up{target=\"cluster-001\"} 1", StringComparison.Ordinal)));

        server.Inject("cluster-001", new Fault(FaultKind.Drop));
        var during = await monitor.UntilAsync("/metrics", page => page.Contains("flinkready_target_up{target=\"cluster-001\"} 0", StringComparison.Ordinal));
        Assert.Equal(before, Violations(during));

        server.Inject("cluster-001", Fault.None);
        var after = await monitor.UntilAsync("/metrics", page => page.Contains("flinkready_target_up{target=\"cluster-001\"} 1", StringComparison.Ordinal));
        Assert.Equal(before, Violations(after));
    }

    private static IEnumerable<string> Violations(string page) =>
        page.Split('\n').Where(line => line.StartsWith("flinkready_violation{", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
