using FlinkReady.FlinkClient.Transport;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.Readiness.Policies;

namespace FlinkReady.Monitor.Tests.Polling;

public sealed class ReconfigurationTests
{
    [Fact]
    public async Task Targets_come_and_go_and_the_others_go_on_undisturbed()
    {
        var sources = new ScriptedSources().With("stays", _ => Looks.Up(Made.Noon)).With("goes", _ => Looks.Up(Made.Noon)).With("comes", _ => Looks.Up(Made.Noon));
        await using var harness = PollingHarness.Start(sources, "stays", "goes");
        await harness.PolledAsync("stays", 1);
        await harness.PolledAsync("goes", 1);

        await harness.Polling.ApplyAsync(PollingHarness.Configuration("comes", "stays"));
        await harness.PolledAsync("comes", 1);

        Assert.Equal(["comes", "stays"], harness.PublishedState.Latest.Targets.Select(target => target.Target.Name));
        Assert.DoesNotContain("goes", harness.Page, StringComparison.Ordinal);
        Assert.Equal(1, sources.Created["stays"]);
        Assert.Equal(1, sources.Looks["stays"]);
        Assert.Equal(["goes"], sources.Disposed);
    }

    [Fact]
    public async Task A_target_that_is_reached_otherwise_keeps_what_is_known_of_it()
    {
        var sources = new ScriptedSources().With("a", count => count == 0 ? Looks.Up(Made.Noon) : Looks.Down(Made.Noon, FailureReason.Unauthorized));
        await using var harness = PollingHarness.Start(sources, "a");
        await harness.PolledAsync("a", 1);

        var old = PollingHarness.Configuration("a");
        await harness.Polling.ApplyAsync(old with { Targets = [old.Targets[0] with { Connection = old.Targets[0].Connection with { Auth = new TargetCredentials { BearerTokenFile = "/token" } } }] });
        await harness.PolledAsync("a", 2);

        Assert.Equal(2, sources.Created["a"]);
        Assert.Contains("flinkready_target_up{target=\"a\"} 0", harness.Page, StringComparison.Ordinal);
        Assert.Contains("flinkready_violation{target=\"a\",job_name=\"\",rule=\"ha-enabled\"", harness.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_cluster_under_an_old_name_starts_afresh()
    {
        var sources = new ScriptedSources().With("a", count => count == 0 ? Looks.Up(Made.Noon) : Looks.Down(Made.Noon));
        await using var harness = PollingHarness.Start(sources, "a");
        await harness.PolledAsync("a", 1);

        var old = PollingHarness.Configuration("a");
        await harness.Polling.ApplyAsync(old with { Targets = [old.Targets[0] with { Connection = new() { Urls = [new Uri("http://elsewhere:8081/")] } }] });
        await harness.UntilAsync(() => sources.Looks["a"] == 2 && harness.PublishedState.Latest.Find("a")!.IsTried);

        Assert.DoesNotContain("flinkready_violation{target=\"a\"", harness.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_that_is_switched_off_is_no_longer_judged_from_the_next_poll_on()
    {
        var sources = new ScriptedSources().With("a", _ => Looks.Up(Made.Noon));
        await using var harness = PollingHarness.Start(sources, "a");
        await harness.PolledAsync("a", 1);
        Assert.Contains("rule=\"ha-enabled\",severity=\"critical\"} 1", harness.Page, StringComparison.Ordinal);

        var off = new Dictionary<string, RuleSettings>(StringComparer.Ordinal) { ["ha-enabled"] = new() { Enabled = false } };
        await harness.Polling.ApplyAsync(PollingHarness.Configuration("a") with { Policy = new ReadinessPolicy { Rules = off } });
        harness.Time.Advance(TimeSpan.FromSeconds(30));
        await harness.PolledAsync("a", 2);

        Assert.DoesNotContain("flinkready_violation{target=\"a\",job_name=\"\",rule=\"ha-enabled\"", harness.Page, StringComparison.Ordinal);
        Assert.Equal(1, sources.Created["a"]);
    }

    [Fact]
    public async Task A_reload_during_a_poll_gives_the_poll_up()
    {
        var sources = new ScriptedSources().With("a", (_, token) => PollingServiceTests.HangAsync(token)).With("b", _ => Looks.Up(Made.Noon));
        await using var harness = PollingHarness.Start(sources, "a");
        await harness.UntilAsync(() => sources.Looks.ContainsKey("a"));

        await harness.Polling.ApplyAsync(PollingHarness.Configuration("b"));
        await harness.PolledAsync("b", 1);

        Assert.Null(harness.PublishedState.Latest.Find("a"));
    }
}
