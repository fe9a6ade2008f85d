using FlinkReady.Fleet.Clusters;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.Readiness.Verdicts;
using FlinkReady.Reliability.Tests.Support;

namespace FlinkReady.Reliability.Tests.Polling;

/// <summary>A leader dies: 500 for 15 s, 503, and the same jobs under another leader.</summary>
public sealed class FailoverTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Through_a_whole_fail_over_no_verdict_flaps()
    {
        var fleet = new SimulatedFleet(new FleetOptions { JobsPerCluster = 20, FailoverPeriod = TimeSpan.FromDays(2) });
        var cluster = fleet.Clusters[0];
        var time = new SteppingTime(JustBeforeTheEnd(cluster));
        using var target = new SimulatedTarget(fleet, time);
        using var reader = target.Reader(cluster.Name);
        var watcher = new Watcher(reader, ReadOptions.Incremental(Interval, TimeSpan.FromSeconds(60)), time);

        // Long enough that what hardly ever changes was read longer ago than verdicts are kept.
        for (var poll = 0; poll < 25 * 12; poll++)
        {
            await watcher.PollAsync();
            Assert.True(watcher.Assessment.IsUp);
            time.SetUtcNow(watcher.Poll!.StartedAt + Interval);
        }

        var before = watcher.Verdicts().Where(verdict => verdict.Value is CheckStatus.Pass or CheckStatus.Fail).ToDictionary();
        Assert.NotEmpty(before);
        while (cluster.SinceFailover(time.GetUtcNow()) > FailoverFilm.Length)
        {
            time.Advance(TimeSpan.FromSeconds(1));
        }

        var outages = 0;
        while (watcher.Assessment.IsUp == false || outages == 0)
        {
            await watcher.PollAsync();
            if (!watcher.Assessment.IsUp)
            {
                outages++;
                Assert.True(watcher.Assessment.Assessed);
                Assert.NotNull(watcher.Assessment.Error);
                Assert.All(before, verdict => Assert.Equal(verdict.Value, watcher.Verdicts()[verdict.Key]));
            }

            time.SetUtcNow(watcher.Poll!.StartedAt + Interval);
        }

        Assert.InRange(outages, 2, 5);

        // Under the new leader a run that was fit is never called unfit, nor the other way round: unknown is as far as it goes.
        for (var poll = 0; poll < 36; poll++)
        {
            var now = watcher.Verdicts();
            Assert.All(before.Where(verdict => !IsMended(verdict.Key, now[verdict.Key])), verdict => Assert.Contains(now[verdict.Key], (CheckStatus[])[verdict.Value, CheckStatus.Unknown]));
            await watcher.PollAsync();
            time.SetUtcNow(watcher.Poll!.StartedAt + Interval);
        }

        // What is still unknown then waits for checkpoints under the new leader.
        var unknown = watcher.Assessment.Jobs.SelectMany(job => job.Checks).Where(check => check.Status == CheckStatus.Unknown);
        Assert.All(unknown.Where(check => check.UnknownReason == UnknownReason.Unread), check => Assert.Fail($"{check.Rule.Id}: {check.Message}"));
    }

    // Checkpoints that complete under the new leader end what these rules complained of: that is news, no flapping.
    private static readonly string[] MendedByCheckpoints = ["/checkpoint-progress", "/checkpoint-failures", "/checkpoint-duration"];

    private static bool IsMended(string check, CheckStatus now) =>
        now == CheckStatus.Pass && MendedByCheckpoints.Any(rule => check.EndsWith(rule, StringComparison.Ordinal));

    private static DateTimeOffset JustBeforeTheEnd(SimulatedCluster cluster)
    {
        var moment = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        return moment + TimeSpan.FromDays(2) - cluster.SinceFailover(moment)!.Value - TimeSpan.FromMinutes(26);
    }
}
