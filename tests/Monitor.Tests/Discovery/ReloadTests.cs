using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.TestSupport.Kubernetes;

namespace FlinkReady.Monitor.Tests.Discovery;

/// <summary>A configuration is read again while resources are watched.</summary>
public sealed class ReloadTests
{
    private static readonly MonitorConfiguration Orders = new() { Kubernetes = new() { Namespaces = ["orders"] } };

    private readonly ScriptedSources _sources = new();
    private readonly FakeResources _resources = new();
    private bool _isUp = true;

    public ReloadTests() =>
        _sources.Otherwise = (_, _) => Task.FromResult<FlinkModel.Readings.ClusterSnapshot?>(_isUp ? Looks.Up(Made.Noon, ("0123456789abcdef0123456789abcdef", "job")) : Looks.Down(Made.Noon));

    [Fact]
    public async Task While_the_API_server_is_away_the_targets_stay_and_follow_the_new_configuration()
    {
        _resources.Put("flinkdeployments", DiscoveryHarness.Deployment("pricing"));
        _resources.Put("flinkdeployments", DiscoveryHarness.Deployment("billing", ns: "payments"));
        await using var harness = await DiscoveryHarness.StartAsync(_sources, Orders with { Kubernetes = new() { Namespaces = ["orders", "payments"] } }, _resources);
        await harness.UntilAsync(() => Find(harness, "orders.pricing")?.IsTried == true && Find(harness, "payments.billing")?.IsTried == true);
        harness.Server.Otherwise = static context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        _resources.EndWatches(isBroken: true);

        var template = new TargetDefinition { Name = string.Empty, Labels = new(new Dictionary<string, string> { ["team"] = "a" }, StringComparer.Ordinal) };
        await harness.Polling.InForce.ReloadAsync(Orders with { Kubernetes = Orders.Kubernetes! with { Template = template } }, TestContext.Current.CancellationToken);
        await harness.UntilAsync(() => Find(harness, "payments.billing") is null);
        var until = harness.Polling.Time.GetUtcNow() + TimeSpan.FromMinutes(2);
        await harness.UntilAsync(() => harness.Polling.Time.GetUtcNow() > until, seconds: 5);

        Assert.Equal("a", Find(harness, "orders.pricing")!.Target.Labels["team"]);

        // What is gone when it is back leaves then.
        _resources.Delete("flinkdeployments", "orders", "pricing");
        harness.Server.Otherwise = _resources.AnswerAsync;
        await harness.UntilAsync(() => Find(harness, "orders.pricing") is null, seconds: 5);
    }

    [Fact]
    public async Task An_upgrade_lasts_too_long_whatever_is_reloaded_meanwhile()
    {
        _resources.Put("flinkdeployments", DiscoveryHarness.Deployment("pricing"));
        await using var harness = await DiscoveryHarness.StartAsync(_sources, Orders, _resources);
        await harness.UntilAsync(() => Find(harness, "orders.pricing")?.LastSuccess is not null);
        _isUp = false;
        _resources.Put("flinkdeployments", DiscoveryHarness.Deployment("pricing", static one => one["status"]!["lifecycleState"] = "UPGRADING"));
        var began = harness.Polling.Time.GetUtcNow();
        await harness.UntilAsync(() => Find(harness, "orders.pricing") is { IsDown: true, IsExpected: false }, seconds: 2);
        await harness.UntilAsync(() => harness.Polling.Time.GetUtcNow() - began > TimeSpan.FromMinutes(8), seconds: 5);

        var other = new TargetDefinition { Name = "other", Connection = new() { Urls = [new Uri("http://other:8081/")] } };
        await harness.Polling.InForce.ReloadAsync(Orders with { Targets = [other] }, TestContext.Current.CancellationToken);
        await harness.UntilAsync(() => Find(harness, "orders.pricing") is { IsDown: true, IsExpected: true }, seconds: 5);

        Assert.InRange(harness.Polling.Time.GetUtcNow() - began, TimeSpan.FromMinutes(9.9), TimeSpan.FromMinutes(13));
    }

    [Fact]
    public async Task A_target_that_another_replica_gets_goes_before_what_was_discovered_here()
    {
        var shard = new Shard(Shard.Of("orders.pricing", 2), 2);
        var name = Enumerable.Range(0, 100).Select(static number => $"mine-{number}").First(name => !shard.Owns(name));
        var elsewhere = new TargetDefinition { Name = name, Connection = new() { Urls = [new Uri("http://pricing-rest.orders:8081/")] } };
        _resources.Put("flinkdeployments", DiscoveryHarness.Deployment("pricing"));
        await using var harness = await DiscoveryHarness.StartAsync(_sources, Orders.Of(shard), _resources);
        await harness.UntilAsync(() => Find(harness, "orders.pricing")?.IsTried == true);

        await harness.Polling.InForce.ReloadAsync((Orders with { Targets = [elsewhere] }).Of(shard), TestContext.Current.CancellationToken);
        await harness.UntilAsync(() => Find(harness, "orders.pricing") is null);

        // The other replica writes what the resource says, once.
        Assert.DoesNotContain($"target=\"{name}\"", harness.Polling.Page, StringComparison.Ordinal);
    }

    private static Targets.TargetView? Find(DiscoveryHarness harness, string target) => harness.Polling.PublishedState.Latest.Find(target);
}
