using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Polling;
using FlinkReady.Monitor.Targets;
using FlinkReady.Monitor.Tests.Support;

namespace FlinkReady.Monitor.Tests.Polling;

public sealed class PollingServiceTests
{
    private const string Violation = "flinkready_violation{target=\"a\",job_name=\"\",rule=\"ha-enabled\",severity=\"critical\"} 1";
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Every_target_is_polled_at_once_and_then_at_its_interval()
    {
        var sources = new ScriptedSources().With("a", _ => Looks.Up(Made.Noon)).With("b", _ => Looks.Up(Made.Noon));
        await using var harness = PollingHarness.Start(sources, "a", "b");
        await harness.PolledAsync("a", 1);
        await harness.PolledAsync("b", 1);

        harness.Time.Advance(Interval - TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, harness.Sources.Looks["a"]);
        harness.Time.Advance(TimeSpan.FromMilliseconds(1));
        await harness.PolledAsync("a", 2);
        await harness.PolledAsync("b", 2);
        harness.Time.Advance(Interval);
        await harness.PolledAsync("a", 3);
    }

    [Fact]
    public async Task Ready_means_that_every_target_was_tried_and_never_falls_back()
    {
        var gate = new TaskCompletionSource<ClusterSnapshot?>();
        var sources = new ScriptedSources().With("a", _ => Looks.Down(Made.Noon)).With("slow", (count, _) => count == 0 ? gate.Task : Task.FromResult<ClusterSnapshot?>(Looks.Down(Made.Noon)))
            .With("new", (_, token) => HangAsync(token));
        await using var harness = PollingHarness.Start(sources, "a", "slow");
        await harness.PolledAsync("a", 1);
        Assert.False(harness.PublishedState.IsReady);

        gate.SetResult(Looks.Up(Made.Noon));
        await harness.PolledAsync("slow", 1);
        Assert.True(harness.PublishedState.IsReady);

        await harness.Polling.ApplyAsync(PollingHarness.Configuration("a", "slow", "new"));
        Assert.True(harness.PublishedState.IsReady);
    }

    [Fact]
    public async Task A_hanging_target_delays_nobody()
    {
        var sources = new ScriptedSources().With("hangs", (_, token) => HangAsync(token)).With("a", _ => Looks.Up(Made.Noon));
        await using var harness = PollingHarness.Start(sources, PollingHarness.Configuration("hangs", "a") with { MaxConcurrentTargets = 2 });
        await harness.PolledAsync("a", 1);
        for (var poll = 2; poll <= 4; poll++)
        {
            harness.Time.Advance(Interval);
            await harness.PolledAsync("a", poll);
        }
    }

    [Fact]
    public async Task When_every_place_is_taken_by_targets_that_hang_the_others_wait_no_longer_than_a_request_may_take()
    {
        var sources = new ScriptedSources().With("h1", (_, token) => HangAsync(token)).With("h2", (_, token) => HangAsync(token)).With("a", _ => Looks.Up(Made.Noon));
        var configuration = PollingHarness.Configuration("h1", "h2", "a") with { MaxConcurrentTargets = 2, RequestTimeout = TimeSpan.FromSeconds(10) };
        await using var harness = PollingHarness.Start(sources, configuration);
        await harness.UntilAsync(() => sources.Looks.GetValueOrDefault("h1") + sources.Looks.GetValueOrDefault("h2") + sources.Looks.GetValueOrDefault("a") >= 2);
        harness.Time.Advance(TimeSpan.FromSeconds(10));
        await harness.PolledAsync("a", 1);
    }

    [Fact]
    public async Task A_look_that_takes_too_long_is_ended_and_polled_again()
    {
        var sources = new ScriptedSources().With("a", async (count, token) =>
        {
            if (count == 0)
            {
                await HangAsync(token);
            }

            return Looks.Up(Made.Noon);
        });
        await using var harness = PollingHarness.Start(sources, "a");
        await harness.UntilAsync(() => sources.Looks.ContainsKey("a"));
        harness.Time.Advance(TimeSpan.FromSeconds(61));
        await harness.PolledAsync("a", 1);
        harness.Time.Advance(Interval);
        await harness.PolledAsync("a", 2);
        Assert.Contains("flinkready_target_up{target=\"a\"} 1", harness.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_outage_ends_no_violation_and_a_recovery_brings_the_truth()
    {
        var isDown = false;
        var sources = new ScriptedSources().With("a", count => isDown ? Looks.Down(Made.Noon) : Looks.Up(Made.Noon.AddHours(count), count == 0 ? [("j1", "one")] : [("j2", "two")]));
        await using var harness = PollingHarness.Start(sources, "a");
        await harness.PolledAsync("a", 1);
        Assert.Contains(Violation, harness.Page, StringComparison.Ordinal);
        Assert.Contains("flinkready_job_info{target=\"a\",job_name=\"one\"", harness.Page, StringComparison.Ordinal);

        isDown = true;
        harness.Time.Advance(Interval);
        await harness.PolledAsync("a", 2);
        Assert.Contains("flinkready_target_up{target=\"a\"} 0", harness.Page, StringComparison.Ordinal);
        Assert.Contains(Violation, harness.Page, StringComparison.Ordinal);
        Assert.Contains("flinkready_job_info{target=\"a\",job_name=\"one\"", harness.Page, StringComparison.Ordinal);

        // Beyond staleAfter: values that age are gone, violations are not.
        harness.Time.Advance(TimeSpan.FromMinutes(11));
        await harness.PolledAsync("a", 3);
        harness.Time.Advance(Interval);
        await harness.PolledAsync("a", 4);
        Assert.Contains(Violation, harness.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("flinkready_job_info{", harness.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("flinkready_target_score_ratio{", harness.Page, StringComparison.Ordinal);
        Assert.Contains("reason=\"unread\"", harness.Page, StringComparison.Ordinal);

        isDown = false;
        harness.Time.Advance(Interval);
        await harness.UntilAsync(() => harness.PublishedState.Latest.Find("a") is { IsDown: false });
        Assert.Contains("flinkready_target_up{target=\"a\"} 1", harness.Page, StringComparison.Ordinal);
        Assert.Contains(Violation, harness.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("job_name=\"one\"", harness.Page, StringComparison.Ordinal);
        Assert.Contains("flinkready_job_info{target=\"a\",job_name=\"two\"", harness.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("flinkready_target_poll_failures_total{target=\"a\",reason=\"connection\"} 0", harness.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_is_gone_takes_its_series_along_and_a_new_id_is_a_new_job()
    {
        var sources = new ScriptedSources().With("a", count => Looks.Up(Made.Noon.AddSeconds(30 * count), count switch
        {
            0 => [("old", "enrich"), ("k", "kept")],
            1 => [("new", "enrich"), ("k", "kept")],
            _ => [("k", "kept")],
        }));
        await using var harness = PollingHarness.Start(sources, "a");
        await harness.PolledAsync("a", 1);
        var before = harness.Page;
        Assert.Contains("job_id=\"old\"", before, StringComparison.Ordinal);
        Assert.Contains("flinkready_violation{target=\"a\",job_name=\"enrich\",rule=\"checkpointing-enabled\",severity=\"critical\"} 1", before, StringComparison.Ordinal);

        harness.Time.Advance(Interval);
        await harness.PolledAsync("a", 2);
        Assert.DoesNotContain("job_id=\"old\"", harness.Page, StringComparison.Ordinal);
        Assert.Contains("job_id=\"new\"", harness.Page, StringComparison.Ordinal);

        harness.Time.Advance(Interval);
        await harness.PolledAsync("a", 3);
        Assert.DoesNotContain("job_name=\"enrich\"", harness.Page, StringComparison.Ordinal);
        Assert.Contains("job_name=\"kept\"", harness.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_look_that_throws_costs_that_poll_of_that_target_only()
    {
        var sources = new ScriptedSources()
            .With("bad", (count, _) => count == 1 ? throw new InvalidOperationException("boom") : Task.FromResult<ClusterSnapshot?>(Looks.Up(Made.Noon)))
            .With("a", _ => Looks.Up(Made.Noon));
        await using var harness = PollingHarness.Start(sources, "bad", "a");
        await harness.PolledAsync("bad", 1);
        await harness.PolledAsync("a", 1);
        harness.Time.Advance(Interval);
        await harness.PolledAsync("bad", 2);
        Assert.Contains("flinkready_target_up{target=\"bad\"} 0", harness.Page, StringComparison.Ordinal);
        Assert.Contains("flinkready_target_up{target=\"a\"} 1", harness.Page, StringComparison.Ordinal);
        harness.Time.Advance(Interval);
        await harness.PolledAsync("bad", 3);
        Assert.Contains("flinkready_target_up{target=\"bad\"} 1", harness.Page, StringComparison.Ordinal);
        Assert.Contains(harness.Log.Entries, entry => entry.Id == 14);
    }

    [Fact]
    public async Task A_loop_that_ends_unasked_ends_the_service()
    {
        var sources = new ScriptedSources().With("a", _ => Looks.Up(Made.Noon)).With("b", (_, token) => HangAsync(token));
        await using var harness = PollingHarness.Start(sources, PollingHarness.Configuration("a", "b"), extra: new ThrowsOnSecond());
        await harness.UntilAsync(() => sources.Looks.GetValueOrDefault("a") == 1);
        await harness.UntilAsync(() =>
        {
            harness.Time.Advance(Heartbeat.Interval);
            return harness.Polling.ExecuteTask is { IsCompleted: true };
        });

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => harness.Polling.ExecuteTask!);
        Assert.Equal("broken observer", exception.Message);
    }

    [Fact]
    public async Task Changes_of_state_are_logged_once()
    {
        var sources = new ScriptedSources().With("a", count => count is 1 or 2 or 3 ? Looks.Down(Made.Noon) : Looks.Up(Made.Noon));
        await using var harness = PollingHarness.Start(sources, "a");
        for (var poll = 1; poll <= 6; poll++)
        {
            await harness.PolledAsync("a", poll);
            harness.Time.Advance(Interval);
        }

        Assert.Equal([12, 10, 11, 10], harness.Log.Entries.Select(entry => entry.Id));
    }

    [Fact]
    public async Task A_recording_at_its_end_keeps_its_last_assessment()
    {
        var sources = new ScriptedSources().With("a", count => count == 0 ? Looks.Up(Made.Noon, ("j", "one")) : null);
        await using var harness = PollingHarness.Start(sources, "a");
        await harness.PolledAsync("a", 1);
        var first = harness.PublishedState.Latest.Find("a")!.State;
        harness.Time.Advance(Interval);
        await harness.PolledAsync("a", 2);
        Assert.Same(first, harness.PublishedState.Latest.Find("a")!.State);
    }

    [Fact]
    public async Task The_scheduler_ticks_whatever_the_targets_do()
    {
        var sources = new ScriptedSources().With("hangs", (_, token) => HangAsync(token));
        await using var harness = PollingHarness.Start(sources, "hangs");
        await harness.UntilAsync(() => sources.Looks.ContainsKey("hangs"));
        Assert.True(harness.Heartbeat.IsAlive);
        for (var second = 0; second < 40; second++)
        {
            harness.Time.Advance(TimeSpan.FromSeconds(1));
            await harness.UntilAsync(() => harness.Heartbeat.Age < TimeSpan.FromSeconds(1));
        }

        Assert.True(harness.Heartbeat.IsAlive);
    }

    [Fact]
    public void A_scheduler_that_does_not_tick_is_not_alive()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var heartbeat = new Heartbeat(time);
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.True(heartbeat.IsAlive);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(heartbeat.IsAlive);
    }

    [Fact]
    public async Task Stopping_does_not_wait_for_a_look_that_ignores_it()
    {
        var never = new TaskCompletionSource<ClusterSnapshot?>();
        var sources = new ScriptedSources().With("hangs", (_, _) => never.Task);
        var harness = PollingHarness.Start(sources, "hangs");
        await harness.UntilAsync(() => sources.Looks.ContainsKey("hangs"));
        await harness.Polling.StopAsync(TestContext.Current.CancellationToken);
        Assert.True(harness.Polling.ExecuteTask!.IsCompletedSuccessfully);
        Assert.Equal(["hangs"], sources.Disposed);
    }

    // Its successor of the same name is another deployment.
    [Fact]
    public async Task What_was_suspended_before_anybody_looked_is_forgotten_when_it_is_deleted()
    {
        var forgotten = new Forgets();
        var none = PollingHarness.Configuration();
        await using var harness = PollingHarness.Start(new ScriptedSources(), none with { Parked = new HashSet<string> { "stays", "goes" } }, extra: forgotten);

        await harness.Polling.ApplyAsync(none with { Parked = new HashSet<string> { "stays" } });

        Assert.Equal(["goes"], forgotten.Names);
    }

    internal static async Task<ClusterSnapshot?> HangAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return Looks.Down(Made.Noon, FailureReason.Cancelled);
    }

    private sealed class Forgets : ITargetObserver
    {
        public List<string> Names { get; } = [];

        public void Published(TargetView view, Configuration.MonitorConfiguration configuration)
        {
        }

        public void Withdrawn(string name, bool isParked)
        {
        }

        public void Forgotten(string name) => Names.Add(name);
    }

    private sealed class ThrowsOnSecond : ITargetObserver
    {
        public void Published(TargetView view, Configuration.MonitorConfiguration configuration)
        {
            if (view.Target.Name == "a" && view.IsTried)
            {
                throw new InvalidOperationException("broken observer");
            }
        }

        public void Withdrawn(string name, bool isParked)
        {
        }
    }
}
