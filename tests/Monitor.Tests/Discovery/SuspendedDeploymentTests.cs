using System.Text.Json.Nodes;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Changes;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Histories;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Monitor.Tests.Cli;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.Monitor.Web;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Verdicts;
using FlinkReady.Readiness.Waivers;
using FlinkReady.TestSupport.Kubernetes;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlinkReady.Monitor.Tests.Discovery;

/// <summary>A suspended deployment is not down: nobody asks it, and what it declares is judged, since that holds at its next start.</summary>
public sealed class SuspendedDeploymentTests
{
    private static readonly MonitorConfiguration Orders = new() { Kubernetes = new() { Namespaces = ["orders"] }, ExportLabels = ["team"] };

    private readonly ScriptedSources _sources = new() { Otherwise = static (_, _) => Task.FromResult<ClusterSnapshot?>(Looks.Up(Made.Noon, ("0123456789abcdef0123456789abcdef", "job"))) };
    private readonly FakeResources _resources = new();

    [Fact]
    public async Task Its_rules_are_judged_and_its_series_keep_their_labels()
    {
        _resources.Put("flinkdeployments", DiscoveryHarness.Deployment("pricing", Stateless));
        await using var harness = await DiscoveryHarness.StartAsync(_sources, Orders, _resources);
        await harness.UntilAsync(() => harness.Polling.PublishedState.Latest.Find("orders.pricing") is { IsSuspended: true });

        var page = harness.Polling.Page;
        Assert.Contains("flinkready_violation{target=\"orders.pricing\",job_name=\"pricing\",rule=\"upgrade-mode-stateless\",severity=\"warning\",team=\"a\"} 1", page, StringComparison.Ordinal);
        Assert.Contains("flinkready_target_expected{target=\"orders.pricing\",team=\"a\"} 0", page, StringComparison.Ordinal);
        Assert.Contains("rule=\"standby-without-ha\",severity=\"critical\"", page, StringComparison.Ordinal);
        Assert.Empty(Exposition.Samples(page, "flinkready_target_up"));
        Assert.Empty(Exposition.Samples(page, "flinkready_target_info"));
        Assert.Empty(Exposition.Samples(page, "flinkready_target_score_ratio"));
        Assert.Empty(_sources.Looks);

        var publication = harness.Polling.PublishedState.Latest;
        Assert.True(harness.Polling.PublishedState.IsReady);
        Assert.Null(publication.Assessment.Score);
        Assert.All(publication.Assessment.Targets[0].Checks.Concat(publication.Assessment.Targets[0].Jobs[0].Checks), static check => Assert.Equal(RuleCategory.Deployment, check.Rule.Category));
        Assert.Contains(">suspended</span>", StatusPage.Render(publication, new ChangeLog(harness.Polling.Time), Made.Noon, FleetFilter.None, isRefreshed: false), StringComparison.Ordinal);
        Assert.Contains("is suspended", TargetPage.Render(publication.Suspended[0], Made.Noon), StringComparison.Ordinal);

        // It resumes: its polls take over.
        _resources.Put("flinkdeployments", DiscoveryHarness.Deployment("pricing"));
        await harness.UntilAsync(() => harness.Polling.PublishedState.Latest.Find("orders.pricing") is { IsSuspended: false, IsTried: true });
        Assert.Empty(harness.Polling.PublishedState.Latest.Suspended);
        Assert.Single(harness.Polling.PublishedState.Latest.Assessment.Targets);
    }

    [Fact]
    public async Task A_waiver_for_it_holds()
    {
        var waiver = new Waiver { Rule = "upgrade-mode-stateless", Target = "orders.*", Reason = "known", Owner = "me", Expires = DateOnly.MaxValue };
        _resources.Put("flinkdeployments", DiscoveryHarness.Deployment("pricing", Stateless));
        await using var harness = await DiscoveryHarness.StartAsync(_sources, Orders with { Policy = new ReadinessPolicy { Waivers = [waiver] } }, _resources);
        await harness.UntilAsync(() => harness.Polling.PublishedState.Latest.Suspended.Count == 1);

        var job = Assert.Single(harness.Polling.PublishedState.Latest.Assessment.Targets).Jobs[0];
        Assert.Equal(CheckStatus.Waived, job.Checks.Single(static check => check.Rule.Id == "upgrade-mode-stateless").Status);
    }

    [Fact]
    public async Task What_only_a_running_job_shows_is_seen_later()
    {
        _resources.Put("flinkdeployments", DiscoveryHarness.Deployment("pricing", static one =>
        {
            DiscoveryHarness.Suspend(one);
            one["spec"]!["job"]!["upgradeMode"] = "last-state";
            one["spec"]!["flinkConfiguration"]!["high-availability.type"] = "kubernetes";
            one["spec"]!["flinkConfiguration"]!["high-availability.storageDir"] = "s3://ha/";
        }));
        await using var harness = await DiscoveryHarness.StartAsync(_sources, Orders, _resources);
        await harness.UntilAsync(() => harness.Polling.PublishedState.Latest.Suspended.Count == 1);

        var check = harness.Polling.PublishedState.Latest.Assessment.Targets[0].Jobs[0].Checks.Single(static one => one.Rule.Id == "last-state-ids");
        Assert.Equal((CheckStatus.Unknown, UnknownReason.NeedsHistory), (check.Status, check.UnknownReason));
        Assert.Contains("suspended", check.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("GET /", check.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_whose_job_has_ended_has_nothing_to_judge()
    {
        _resources.Put("flinkdeployments", DiscoveryHarness.Deployment("pricing", static one =>
        {
            one["spec"]!["job"]!.AsObject().Remove("upgradeMode");
            one["status"]!["jobStatus"]!["state"] = "FINISHED";
            one["status"]!["jobManagerDeploymentStatus"] = "MISSING";
        }));
        await using var harness = await DiscoveryHarness.StartAsync(_sources, Orders, _resources);
        await harness.UntilAsync(() => harness.Polling.PublishedState.Configuration.Parked.Count == 1);

        Assert.Empty(harness.Polling.PublishedState.Latest.Suspended);
        Assert.Empty(Exposition.Samples(harness.Polling.Page, "flinkready_violation"));
    }

    [Theory]
    [InlineData("*", ExitCodes.Violations)]
    [InlineData("other", ExitCodes.Success)]
    public async Task A_scan_judges_it_too(string job, int exitCode)
    {
        using var folder = new TemporaryFolder();
        await using var server = await FakeApiServer.StartAsync(TimeProvider.System);
        server.Otherwise = _resources.AnswerAsync;
        _resources.Put("flinkdeployments", DiscoveryHarness.Deployment("pricing", static one =>
        {
            DiscoveryHarness.Suspend(one);
            one["spec"]!["job"]!.AsObject().Remove("upgradeMode");
        }));
        var kubeconfig = folder.Write("config", DiscoveryHarness.Kubeconfig(server.Url));

        var run = await CliRun.Of("scan", "--kubernetes", "--kubeconfig", kubeconfig, "--namespace", "orders", "--job", job, "--format", "json");

        Assert.Equal(exitCode, run.ExitCode);
        var target = JsonNode.Parse(run.Out)!["targets"]!.AsArray().Single()!;
        Assert.Equal(("orders.pricing", "http://pricing-rest.orders:8081/", true, null), ((string?)target["name"], (string?)target["url"], (bool)target["assessed"]!, (object?)target["error"]));
        Assert.Equal(job == "*", target["jobs"]!.AsArray().Any(static one => (string?)one!["state"] == "SUSPENDED"));
    }

    [NeedsTheory(Need.SharedMaterial)]
    [InlineData(true, CheckStatus.Fail)]
    [InlineData(false, CheckStatus.Unknown)]
    public async Task What_was_known_is_held_against_what_resumes_though_the_monitor_was_started_anew_meanwhile(bool hasFolder, CheckStatus expected)
    {
        // uid-changes-with-every-start: two looks at the old run, two at the new one.
        using var folder = new TemporaryFolder();
        var looks = await Looks.OfReportAsync("uid-changes-with-every-start");
        _resources.Put("flinkdeployments", DiscoveryHarness.Deployment("pricing"));
        _sources.Otherwise = (count, _) => Task.FromResult<ClusterSnapshot?>(looks[Math.Min(count, 1)]);
        var first = Open(folder.Path, hasFolder);
        await using (var harness = await DiscoveryHarness.StartAsync(_sources, Orders, _resources, first))
        {
            await harness.UntilAsync(() => harness.Polling.PublishedState.Latest.Find("orders.pricing")?.Counters.Polls >= 2, seconds: 5);
            _resources.Put("flinkdeployments", DiscoveryHarness.Deployment("pricing", DiscoveryHarness.Suspend));
            await harness.UntilAsync(() => harness.Polling.PublishedState.Latest.Suspended.Count == 1);
        }

        first?.Write(isLast: true);
        var sources = new ScriptedSources { Otherwise = (count, _) => Task.FromResult<ClusterSnapshot?>(looks[Math.Min(count + 2, 3)]) };
        await using var again = await DiscoveryHarness.StartAsync(sources, Orders, _resources, Open(folder.Path, hasFolder));
        await again.UntilAsync(() => again.Polling.PublishedState.Latest.Suspended.Count == 1);
        _resources.Put("flinkdeployments", DiscoveryHarness.Deployment("pricing"));
        await again.UntilAsync(() => again.Polling.PublishedState.Latest.Find("orders.pricing")?.Counters.Polls >= 2, seconds: 5);

        var job = Assert.Single(again.Polling.PublishedState.Latest.Find("orders.pricing")!.State.Current!.Jobs);
        Assert.Equal(expected, job.Checks.Single(static check => check.Rule.Id == "uid-unstable").Status);
    }

    private static void Stateless(JsonObject deployment)
    {
        DiscoveryHarness.Suspend(deployment);
        deployment["metadata"]!["annotations"] = new JsonObject { ["flinkready.io/label-team"] = "a" };
        deployment["spec"]!["job"]!.AsObject().Remove("upgradeMode");
        deployment["spec"]!["jobManager"] = new JsonObject { ["replicas"] = 2 };
    }

    private static RunHistory? Open(string folder, bool hasFolder) => hasFolder
        ? new RunHistory(folder, new HistoryFaults(NullLogger<HistoryFaults>.Instance), new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Made.Noon))
        : null;
}
