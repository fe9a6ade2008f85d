using System.Text.Json.Nodes;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.Readiness.Verdicts;
using FlinkReady.TestSupport.Kubernetes;

namespace FlinkReady.Monitor.Tests.Discovery;

/// <summary>While a FlinkBlueGreenDeployment switches, both of its children run one job: each is a cluster of its own, and neither is accused of the other.</summary>
public sealed class BlueGreenTests
{
    private static readonly MonitorConfiguration Orders = new() { Kubernetes = new() { Namespaces = ["orders"] } };

    private readonly ScriptedSources _sources = new();
    private readonly FakeResources _resources = new();

    [Fact]
    public async Task Two_children_alive_are_no_duplicates()
    {
        _sources.With("orders.checkout-blue", static _ => Looks.Up(Made.Noon, ("00000000000000000000000000000b1e", "checkout")))
            .With("orders.checkout-green", static _ => Looks.Up(Made.Noon, ("0000000000000000000000000000946e", "checkout")));
        foreach (var color in new[] { "blue", "green" })
        {
            _resources.Put("flinkdeployments", DiscoveryHarness.Deployment($"checkout-{color}", static one =>
                one["metadata"]!["ownerReferences"] = new JsonArray(new JsonObject { ["kind"] = "FlinkBlueGreenDeployment", ["name"] = "checkout", ["controller"] = true })));
        }

        await using var harness = await DiscoveryHarness.StartAsync(_sources, Orders, _resources);
        await harness.UntilAsync(() => harness.Polling.PublishedState.Latest.Targets is { Count: 2 } views && views.All(static view => view.Counters.Polls >= 3), seconds: 5);

        var assessment = harness.Polling.PublishedState.Latest.Assessment;
        Assert.All(assessment.Targets, static target => Assert.Equal(CheckStatus.Pass, target.Checks.Single(static check => check.Rule.Id == "job-duplicate").Status));
        Assert.DoesNotContain(assessment.Checks, static check => check.Status == CheckStatus.Fail);
    }

    [Fact]
    public async Task One_job_twice_in_one_child_is_a_duplicate_all_the_same()
    {
        _sources.Otherwise = static (_, _) => Task.FromResult<ClusterSnapshot?>(
            Looks.Up(Made.Noon, ("00000000000000000000000000000b1e", "checkout"), ("0000000000000000000000000000946e", "checkout")));
        _resources.Put("flinkdeployments", DiscoveryHarness.Deployment("checkout-blue"));
        await using var harness = await DiscoveryHarness.StartAsync(_sources, Orders, _resources);
        await harness.UntilAsync(() => harness.Polling.PublishedState.Latest.Targets is [{ Counters.Polls: >= 3 }], seconds: 5);

        Assert.Equal(CheckStatus.Fail, harness.Polling.PublishedState.Latest.Assessment.Targets[0].Checks.Single(static check => check.Rule.Id == "job-duplicate").Status);
    }
}
