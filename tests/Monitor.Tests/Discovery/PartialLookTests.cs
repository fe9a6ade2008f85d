using System.Text.Json.Nodes;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Tests.Cli;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Verdicts;
using FlinkReady.Readiness.Waivers;
using FlinkReady.TestSupport.Kubernetes;

namespace FlinkReady.Monitor.Tests.Discovery;

/// <summary>What is said of the whole fleet is said only where the whole of it is looked at: a waiver may be for what is not.</summary>
public sealed class PartialLookTests
{
    // Covers nothing of what is looked at here.
    private static readonly MonitorConfiguration Waived = new()
    {
        Policy = new ReadinessPolicy { Waivers = [new Waiver { Rule = "ha-enabled", Target = "orders.pricing", Reason = "known", Owner = "me", Expires = DateOnly.MaxValue }] },
        Targets = [new TargetDefinition { Name = "other", Connection = new() { Urls = [new Uri("http://other:8081/")] } }],
    };

    private static readonly MonitorConfiguration Discovering = Waived with { Kubernetes = new() { Namespaces = ["orders"] } };

    private readonly ScriptedSources _sources = new() { Otherwise = static (_, _) => Task.FromResult<FlinkModel.Readings.ClusterSnapshot?>(Looks.Up(Made.Noon)) };
    private readonly FakeResources _resources = new();

    [Theory]
    [InlineData(0, CheckStatus.Fail)]
    [InlineData(1, CheckStatus.Fail)]
    [InlineData(2, CheckStatus.Unknown)]
    public async Task A_replica_with_a_part_of_the_targets_calls_no_waiver_unused(int replicas, CheckStatus expected)
    {
        var shard = replicas == 0 ? null : new Shard(Shard.Of("other", replicas), replicas);
        await using var polling = PollingHarness.Start(_sources, Waived.Of(shard));
        await polling.PolledAsync("other", 1);

        Assert.Equal(expected, WaiverUnused(polling));
    }

    [Fact]
    public async Task A_waiver_for_a_suspended_deployment_is_not_called_unused()
    {
        _resources.Put("flinkdeployments", DiscoveryHarness.Deployment("pricing", DiscoveryHarness.Suspend));
        await using var harness = await DiscoveryHarness.StartAsync(_sources, Discovering, _resources);
        await harness.UntilAsync(() => harness.Polling.PublishedState.Configuration.Parked.Count == 1 && harness.Polling.PublishedState.Latest.Find("other")?.IsTried == true);
        Assert.Equal(CheckStatus.Unknown, WaiverUnused(harness.Polling));

        // Only what is not there at all leaves nothing to be for.
        _resources.Delete("flinkdeployments", "orders", "pricing");
        await harness.UntilAsync(() => WaiverUnused(harness.Polling) == CheckStatus.Fail);
    }

    [Fact]
    public async Task Where_deployments_can_not_be_seen_a_waiver_for_one_is_not_called_unused()
    {
        _resources.Refused.Add("list flinkdeployments");
        await using var harness = await DiscoveryHarness.StartAsync(_sources, Discovering, _resources);
        await harness.UntilAsync(() => harness.Polling.PublishedState.IsReady && harness.Log.Entries.Any(static entry => entry.Id == 52));

        Assert.Equal(CheckStatus.Unknown, WaiverUnused(harness.Polling));
    }

    [Fact]
    public async Task A_kind_that_is_not_installed_hides_nothing()
    {
        _resources.Served.Remove("flinkdeployments");
        _resources.Served.Remove("flinksessionjobs");
        await using var harness = await DiscoveryHarness.StartAsync(_sources, Discovering, _resources);

        await harness.UntilAsync(() => WaiverUnused(harness.Polling) == CheckStatus.Fail);
    }

    [Theory]
    [InlineData(null, CheckStatus.Fail)]
    [InlineData("list flinkdeployments", CheckStatus.Unknown)]
    public async Task A_scan_that_could_not_see_all_calls_no_waiver_unused(string? refused, CheckStatus expected)
    {
        using var folder = new TemporaryFolder();
        await using var server = await FakeApiServer.StartAsync(TimeProvider.System);
        server.Otherwise = _resources.AnswerAsync;
        _resources.Refused.UnionWith(refused is null ? [] : [refused]);
        var kubeconfig = folder.Write("config", DiscoveryHarness.Kubeconfig(server.Url));
        var file = folder.Write("f.yaml", "kubernetes: { namespaces: [orders] }\nwaivers:\n  - { rule: ha-enabled, target: orders.pricing, reason: known, owner: me, expires: 2099-01-01 }\n");

        var run = await CliRun.Of("scan", "--kubernetes", "--kubeconfig", kubeconfig, "--config", file, "--format", "json");

        var check = JsonNode.Parse(run.Out)!["checks"]!.AsArray().Single(static one => (string?)one!["rule"] == "waiver-unused")!;
        Assert.Equal(expected.ToText(), (string?)check["status"]);
    }

    private static CheckStatus? WaiverUnused(PollingHarness polling) => polling.PublishedState.Latest.Assessment.Checks.Single(static check => check.Rule.Id == "waiver-unused").Status;
}
