using FlinkReady.Fleet.Clusters;
using FlinkReady.Fleet.Serving;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.Readiness.Verdicts;
using FlinkReady.Reliability.Tests.Support;

namespace FlinkReady.Reliability.Tests.Polling;

/// <summary>The monitor's clock jumps; the cluster's does not.</summary>
public sealed class ClockJumpTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly ReadOptions Cadence = ReadOptions.Incremental(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60));

    [Theory]
    [InlineData(24 * 365)]
    [InlineData(2)]
    [InlineData(-2)]
    [InlineData(-24 * 30)]
    public async Task A_clock_that_jumps_turns_no_verdict_around(int hours)
    {
        var fleet = new SimulatedFleet(new FleetOptions { JobsPerCluster = 10 });
        var clusterTime = new SteppingTime(Start);
        var ownTime = new ShiftedTime(clusterTime);
        using var target = new SimulatedTarget(new FleetHandler(fleet, clusterTime), ownTime);
        using var reader = target.Reader("cluster-001");
        var watcher = new Watcher(reader, Cadence, ownTime);
        using var controlTarget = new SimulatedTarget(new FleetHandler(fleet, clusterTime), clusterTime);
        using var controlReader = controlTarget.Reader("cluster-001");
        var control = new Watcher(controlReader, Cadence, clusterTime);
        await PollAsync();
        Assert.NotEmpty(Decided(watcher));

        ownTime.Shift = TimeSpan.FromHours(hours);
        await PollAsync();

        // The table of supported versions goes by the wall clock: what it says a year from now may differ.
        var expected = Decided(control).Where(verdict => !verdict.Key.EndsWith("/flink-version", StringComparison.Ordinal));
        var found = Decided(watcher);
        Assert.NotEmpty(found);
        Assert.All(expected, verdict => Assert.True(!found.TryGetValue(verdict.Key, out var now) || now == verdict.Value, $"{verdict.Key} is {verdict.Value} by a clock that did not jump"));

        async Task PollAsync()
        {
            for (var poll = 0; poll < 20; poll++)
            {
                await watcher.PollAsync();
                await control.PollAsync();
                clusterTime.Advance(TimeSpan.FromSeconds(30));
            }
        }
    }

    private static Dictionary<string, CheckStatus> Decided(Watcher watcher) =>
        watcher.Verdicts().Where(verdict => verdict.Value is CheckStatus.Pass or CheckStatus.Fail).ToDictionary();

    private sealed class ShiftedTime(TimeProvider time) : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override long TimestampFrequency => time.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + Shift;

        public override long GetTimestamp() => time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            time.CreateTimer(callback, state, dueTime, period);
    }
}
