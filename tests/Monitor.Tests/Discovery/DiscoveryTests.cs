using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.TestSupport.Kubernetes;

namespace FlinkReady.Monitor.Tests.Discovery;

/// <summary>Resources of Kubernetes come, live and go, and their targets with them.</summary>
public sealed class DiscoveryTests
{
    private static readonly KubernetesSettings Orders = new() { Namespaces = ["orders"] };

    private readonly ScriptedSources _sources = new() { Otherwise = static (_, _) => Task.FromResult<FlinkModel.Readings.ClusterSnapshot?>(Looks.Up(Made.Noon, ("0123456789abcdef0123456789abcdef", "job"))) };
    private readonly FakeResources _resources = new();
    private bool _isUp = true;

    [Fact]
    public async Task A_deployment_becomes_a_target_and_leaves_with_its_deletion()
    {
        await using var harness = await StartAsync(Orders);
        await harness.UntilAsync(() => _resources.Watches == 3 && harness.Polling.PublishedState.IsReady);

        _resources.Put("flinkdeployments", DiscoveryHarness.Deployment("pricing"));
        await harness.UntilAsync(() => Find(harness, "orders.pricing")?.IsTried == true);
        var page = harness.Polling.Page;
        Assert.Contains("flinkready_target_up{target=\"orders.pricing\"} 1", page, StringComparison.Ordinal);
        Assert.Contains("flinkready_target_expected{target=\"orders.pricing\"} 1", page, StringComparison.Ordinal);
        Assert.Contains("lifecycle_state=\"STABLE\",job_manager_status=\"READY\",upgrade_mode=\"savepoint\"", page, StringComparison.Ordinal);
        Assert.Contains("flinkready_discovered_targets{kind=\"FlinkDeployment\"} 1", page, StringComparison.Ordinal);
        Assert.Contains("flinkready_kubernetes_watch_up{kind=\"FlinkDeployment\",k8s_namespace=\"orders\"} 1", page, StringComparison.Ordinal);

        _resources.Put("flinkdeployments", DiscoveryHarness.Deployment("pricing", static one => one["metadata"]!["deletionTimestamp"] = "2026-01-02T12:00:00Z"));
        await harness.UntilAsync(() => Find(harness, "orders.pricing") is null);
        _resources.Delete("flinkdeployments", "orders", "pricing");
        await harness.UntilAsync(() => harness.Polling.Page.Contains("type=\"deleted\"} 1", StringComparison.Ordinal));
        Assert.DoesNotContain("orders.pricing", harness.Polling.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suspended_deployment_is_not_down_and_is_known_when_it_resumes()
    {
        _resources.Put("flinkdeployments", DiscoveryHarness.Deployment("pricing"));
        await using var harness = await StartAsync(Orders);
        await harness.UntilAsync(() => Find(harness, "orders.pricing")?.LastSuccess is not null);

        _resources.Put("flinkdeployments", DiscoveryHarness.Deployment("pricing", DiscoveryHarness.Suspend));
        await harness.UntilAsync(() => Find(harness, "orders.pricing")?.IsSuspended == true);
        var looks = _sources.Looks["orders.pricing"];
        await harness.UntilAsync(() => harness.Polling.Page.Contains("lifecycle_state=\"SUSPENDED\"", StringComparison.Ordinal), seconds: 30);
        var page = harness.Polling.Page;
        Assert.DoesNotContain("flinkready_target_up{target=\"orders.pricing\"", page, StringComparison.Ordinal);
        Assert.Contains("flinkready_target_expected{target=\"orders.pricing\"} 0", page, StringComparison.Ordinal);
        Assert.Equal(looks, _sources.Looks["orders.pricing"]);

        _isUp = false;
        _resources.Put("flinkdeployments", DiscoveryHarness.Deployment("pricing"));
        await harness.UntilAsync(() => _sources.Looks["orders.pricing"] > looks);
        Assert.NotNull(Find(harness, "orders.pricing")!.State.LastUp);
    }

    [Fact]
    public async Task An_upgrade_is_no_outage_until_it_lasts_too_long()
    {
        _resources.Put("flinkdeployments", DiscoveryHarness.Deployment("pricing"));
        await using var harness = await StartAsync(Orders);
        await harness.UntilAsync(() => Find(harness, "orders.pricing")?.LastSuccess is not null);

        _isUp = false;
        _resources.Put("flinkdeployments", DiscoveryHarness.Deployment("pricing", static one => one["status"]!["lifecycleState"] = "UPGRADING"));
        var began = harness.Polling.Time.GetUtcNow();
        await harness.UntilAsync(() => Find(harness, "orders.pricing") is { IsDown: true, IsExpected: false }, seconds: 2);
        Assert.DoesNotContain("flinkready_target_up{target=\"orders.pricing\"", harness.Polling.Page, StringComparison.Ordinal);
        Assert.Contains("flinkready_target_expected{target=\"orders.pricing\"} 0", harness.Polling.Page, StringComparison.Ordinal);
        Assert.DoesNotContain(harness.Polling.Log.Entries, static entry => entry.Id == 11);

        await harness.UntilAsync(() => Find(harness, "orders.pricing") is { IsDown: true, IsExpected: true }, seconds: 5);
        Assert.InRange(harness.Polling.Time.GetUtcNow() - began, TimeSpan.FromMinutes(9.9), TimeSpan.FromMinutes(13));
        Assert.Contains("flinkready_target_up{target=\"orders.pricing\"} 0", harness.Polling.Page, StringComparison.Ordinal);
        Assert.Contains(harness.Polling.Log.Entries, static entry => entry.Id == 11);
        Assert.Equal(1, _sources.Created["orders.pricing"]);
    }

    [Fact]
    public async Task What_the_operator_writes_disturbs_no_poll()
    {
        _resources.Put("flinkdeployments", DiscoveryHarness.Deployment("pricing"));
        await using var harness = await StartAsync(Orders);
        await harness.UntilAsync(() => Find(harness, "orders.pricing")?.IsTried == true);

        for (var i = 0; i < 20; i++)
        {
            _resources.Put("flinkdeployments", DiscoveryHarness.Deployment("pricing", one => one["status"]!["jobStatus"]!["updateTime"] = $"{i}"));
        }

        _resources.Put("flinkdeployments", DiscoveryHarness.Deployment("later"));
        await harness.UntilAsync(() => Find(harness, "orders.later")?.IsTried == true);
        Assert.Equal(1, _sources.Created["orders.pricing"]);
    }

    [Fact]
    public async Task A_target_of_the_configuration_goes_before_and_gets_the_facts()
    {
        _resources.Put("flinkdeployments", DiscoveryHarness.Deployment("pricing"));
        _resources.Put("flinkdeployments", DiscoveryHarness.Deployment("billing"));
        TargetSet configured =
        [
            new TargetDefinition { Name = "mine", Connection = new() { Urls = [new Uri("http://pricing-rest.orders.svc.cluster.local:8081/")] } },
            new TargetDefinition { Name = "orders.billing", Connection = new() { Urls = [new Uri("http://elsewhere:8081/")] } },
        ];
        await using var harness = await StartAsync(Orders, configured);

        await harness.UntilAsync(() => harness.Log.Entries.Count(static entry => entry.Id == 55) == 2);

        Assert.Equal(["mine", "orders.billing"], harness.Polling.PublishedState.Configuration.Targets.Select(static target => target.Name));
        Assert.Equal("FlinkDeployment orders/pricing", harness.Polling.Facts.Declared("mine").OfCluster.Single().Path);
        Assert.Empty(harness.Polling.Facts.Declared("orders.billing").OfCluster);
    }

    [Fact]
    public async Task One_right_less_is_named_and_breaks_nothing_else()
    {
        _resources.Refused.Add("list services");
        _resources.Put("flinkdeployments", DiscoveryHarness.Deployment("pricing", static one => one["spec"]!["flinkConfiguration"]!["rest.port"] = 9091));
        await using var harness = await StartAsync(Orders);

        await harness.UntilAsync(() => harness.Log.Entries.Any(static entry => entry.Id == 52));

        Assert.Contains("cannot list resource \"services\"", harness.Log.Entries.Single(static entry => entry.Id == 52).Text, StringComparison.Ordinal);
        Assert.Contains("flinkready_kubernetes_watch_up{kind=\"Service\",k8s_namespace=\"orders\"} 0", harness.Polling.Page, StringComparison.Ordinal);
        Assert.Equal(9091, Assert.Single(harness.Polling.PublishedState.Configuration.Targets).Connection.Urls[0].Port);
        Assert.True(harness.Polling.PublishedState.IsReady);
    }

    [Fact]
    public async Task Without_the_operators_kinds_Services_are_found_all_the_same()
    {
        _resources.Served.Remove("flinkdeployments");
        _resources.Served.Remove("flinksessionjobs");
        _resources.Put("services", """{"metadata":{"name":"native","namespace":"orders","annotations":{"flinkready.io/scrape":"true","flinkready.io/label-team":"a","flinkready.io/label-1":"b"}},"spec":{"ports":[{"name":"rest","port":8082}]}}""");
        _resources.Put("services", """{"metadata":{"name":"database","namespace":"orders"},"spec":{"ports":[{"port":5432}]}}""");
        await using var harness = await StartAsync(Orders);

        await harness.UntilAsync(() => Find(harness, "orders.native") is not null && harness.Log.Entries.Count(static entry => entry.Id == 53) == 2);

        var target = Assert.Single(harness.Polling.PublishedState.Configuration.Targets);
        Assert.Equal("http://native.orders:8082/", target.Connection.Urls[0].ToString());
        Assert.Equal(["k8s_namespace=orders", "resource_kind=Service", "resource_name=native", "team=a"], target.Labels.Select(static label => $"{label.Key}={label.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task While_the_API_server_is_away_the_targets_stay()
    {
        _resources.Put("flinkdeployments", DiscoveryHarness.Deployment("pricing"));
        await using var harness = await StartAsync(Orders);
        await harness.UntilAsync(() => Find(harness, "orders.pricing")?.IsTried == true);

        harness.Server.Otherwise = static context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        _resources.EndWatches(isBroken: true);
        await harness.UntilAsync(() => harness.Polling.Page.Contains("flinkready_kubernetes_watch_up{kind=\"FlinkDeployment\",k8s_namespace=\"orders\"} 0", StringComparison.Ordinal), seconds: 30);
        var looks = _sources.Looks["orders.pricing"];
        await harness.UntilAsync(() => _sources.Looks["orders.pricing"] > looks, seconds: 5);

        Assert.Contains("flinkready_kubernetes_request_failures_total{reason=\"connection\"}", harness.Polling.Page, StringComparison.Ordinal);
        Assert.Contains("flinkready_target_up{target=\"orders.pricing\"} 1", harness.Polling.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_label_selector_chooses_Services_too_but_not_those_of_clusters()
    {
        _resources.Put("flinkdeployments", DiscoveryHarness.Deployment("pricing"));
        _resources.Put("services", """{"metadata":{"name":"pricing-rest","namespace":"orders"},"spec":{"ports":[{"name":"rest","port":9999}]}}""");
        _resources.Put("services", """{"metadata":{"name":"other-rest","namespace":"orders","annotations":{"flinkready.io/scrape":"true"}},"spec":{"ports":[{"port":1}]}}""");
        _resources.Put("services", """{"metadata":{"name":"chosen","namespace":"orders","labels":{"app":"flink","mine":"yes"}},"spec":{"ports":[{"port":2}]}}""");
        await using var harness = await StartAsync(Orders with { LabelSelector = LabelSelector.Parse("mine=yes"), ServiceSelector = LabelSelector.Parse("app=flink") });

        await harness.UntilAsync(() => Find(harness, "orders.pricing") is not null);

        Assert.Equal(["http://chosen.orders:2/", "http://pricing-rest.orders:9999/"], harness.Polling.PublishedState.Configuration.Targets.Select(static target => target.Connection.Urls[0].ToString()).Order(StringComparer.Ordinal));
        Assert.Contains(harness.Server.Requests, static request => request.Target.EndsWith("/flinkdeployments?limit=500&labelSelector=mine%3Dyes", StringComparison.Ordinal));
        Assert.Contains(harness.Server.Requests, static request => request.Target.EndsWith("/services?limit=500", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reload_without_discovery_lets_its_targets_go_and_one_with_it_brings_them_back()
    {
        _resources.Put("flinkdeployments", DiscoveryHarness.Deployment("pricing"));
        await using var harness = await StartAsync(Orders);
        await harness.UntilAsync(() => Find(harness, "orders.pricing") is not null);

        await harness.Polling.InForce.ReloadAsync(new MonitorConfiguration(), TestContext.Current.CancellationToken);
        Assert.Empty(harness.Polling.PublishedState.Configuration.Targets);
        await harness.Polling.InForce.ReloadAsync(new MonitorConfiguration { Kubernetes = Orders }, TestContext.Current.CancellationToken);
        await harness.UntilAsync(() => Find(harness, "orders.pricing") is not null);
    }

    private Task<DiscoveryHarness> StartAsync(KubernetesSettings settings, TargetSet? configured = null)
    {
        _sources.Otherwise = (_, _) => Task.FromResult<FlinkModel.Readings.ClusterSnapshot?>(_isUp ? Looks.Up(Made.Noon, ("0123456789abcdef0123456789abcdef", "job")) : Looks.Down(Made.Noon));
        return DiscoveryHarness.StartAsync(_sources, settings, _resources, configured);
    }

    private static Targets.TargetView? Find(DiscoveryHarness harness, string target) => harness.Polling.PublishedState.Latest.Find(target);
}
