using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.TestSupport.Kubernetes;

namespace FlinkReady.Monitor.Tests.Discovery;

/// <summary>A thousand deployments, and a network that breaks all the time.</summary>
public sealed class DiscoveryScaleTests
{
    private const int Many = 1000;

    private readonly ScriptedSources _sources = new() { Otherwise = static (_, _) => Task.FromResult<ClusterSnapshot?>(Looks.Up(Made.Noon)) };
    private readonly FakeResources _resources = new();

    [Fact]
    public async Task A_thousand_deployments_are_targets_two_seconds_after_the_list_and_are_first_polled_over_an_interval()
    {
        for (var i = 0; i < Many; i++)
        {
            _resources.Put("flinkdeployments", DiscoveryHarness.Deployment($"d-{i}"));
        }

        await using var harness = await DiscoveryHarness.StartAsync(_sources, new KubernetesSettings { Namespaces = ["orders"] }, _resources);
        await harness.UntilAsync(() => _resources.Watches == 3, seconds: 0);
        var listed = harness.Polling.Time.GetUtcNow();
        await harness.UntilAsync(() => harness.Polling.PublishedState.Configuration.Targets.Count == Many, seconds: 0.1, patience: TimeSpan.FromMilliseconds(500));
        Assert.True(harness.Polling.Time.GetUtcNow() - listed <= TimeSpan.FromSeconds(2));
        Assert.Equal(2, harness.Server.Requests.Count(static request => request.Target.Contains("/flinkdeployments?limit=500", StringComparison.Ordinal)));

        // All loops wait for their first poll before the clock goes on.
        await harness.UntilAsync(() => harness.Polling.PublishedState.Latest.Targets.Count == Many, seconds: 0);
        await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, TestContext.Current.CancellationToken);
        var began = harness.Polling.Time.GetUtcNow();
        await harness.UntilAsync(() => harness.Polling.Time.GetUtcNow() - began >= TimeSpan.FromSeconds(10), seconds: 1);
        Assert.InRange(_sources.Looks.Count, Many / 5, Many / 2);
        Assert.False(harness.Polling.PublishedState.IsReady);
        await harness.UntilAsync(() => harness.Polling.PublishedState.IsReady, seconds: 1);
        Assert.InRange(harness.Polling.Time.GetUtcNow() - began, TimeSpan.FromSeconds(28), TimeSpan.FromSeconds(40));
        Assert.Equal(Many, _sources.Looks.Count);
    }

    [Fact]
    public async Task A_watch_that_breaks_every_ten_seconds_loses_no_target_and_doubles_none()
    {
        for (var i = 0; i < 100; i++)
        {
            _resources.Put("flinkdeployments", DiscoveryHarness.Deployment($"d-{i}"));
        }

        await using var harness = await DiscoveryHarness.StartAsync(_sources, new KubernetesSettings { Namespaces = ["orders"], Sources = ["flinkdeployments"] }, _resources);
        await harness.UntilAsync(() => harness.Polling.PublishedState.Configuration.Targets.Count == 100);
        for (var round = 0; round < 60; round++)
        {
            var watches = _resources.Watches;
            var until = harness.Polling.Time.GetUtcNow() + TimeSpan.FromSeconds(10);
            _resources.EndWatches(isBroken: round % 2 == 0);
            _resources.Put("flinkdeployments", DiscoveryHarness.Deployment($"new-{round}"));
            if (round % 15 == 7)
            {
                _resources.Compact();
            }

            await harness.UntilAsync(() => _resources.Watches > watches && harness.Polling.Time.GetUtcNow() >= until, seconds: 1);
            Assert.InRange(harness.Polling.PublishedState.Configuration.Targets.Count, 100 + round, 101 + round);
        }

        await harness.UntilAsync(() => harness.Polling.PublishedState.Configuration.Targets.Count == 160);
        Assert.Empty(_sources.Disposed);
        Assert.All(_sources.Created, static created => Assert.Equal(1, created.Value));
    }
}
