using FlinkReady.Fleet.Clusters;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Verdicts;
using FlinkReady.Reliability.Tests.Support;

namespace FlinkReady.Reliability.Tests.Polling;

/// <summary>What is not fetched again could not have changed: with and without incremental polling the verdicts are the same.</summary>
public sealed class IncrementalPollingTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    // What may be late: a job's graph is read again every third time its statistics are due, which is each minute, or each interval
    // of its own checkpoints where that is longer.
    private static TimeSpan LagOf(JobSnapshot? job)
    {
        var own = job?.CheckpointConfig?.Value?.IntervalMs is { } ms and < 86_400_000 ? TimeSpan.FromMilliseconds(ms) : TimeSpan.Zero;
        return TimeSpan.FromMinutes(1) + (3 * (own > TimeSpan.FromMinutes(1) ? own : TimeSpan.FromMinutes(1)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task Four_hours_of_deployments_restarts_rescales_and_fail_overs_gives_the_same_verdicts(int index)
    {
        var fleet = new SimulatedFleet(new FleetOptions { Clusters = 4, JobsPerCluster = 6, Seed = 7 }.WithChurn() with { FailoverPeriod = TimeSpan.FromHours(3) });
        var fullTime = new SteppingTime(Start);
        var sparingTime = new SteppingTime(Start);
        using var fullWire = new SimulatedTarget(fleet, fullTime);
        using var sparingWire = new SimulatedTarget(fleet, sparingTime);
        using var fullReader = fullWire.Reader(fleet.Clusters[index].Name);
        using var sparingReader = sparingWire.Reader(fleet.Clusters[index].Name);
        var full = new Watcher(fullReader, ReadOptions.Everything, fullTime);
        var sparing = new Watcher(sparingReader, ReadOptions.Incremental(Interval, TimeSpan.FromSeconds(60)), sparingTime);

        var history = new Dictionary<string, List<(DateTimeOffset At, CheckStatus Status)>>(StringComparer.Ordinal);
        var differences = new List<string>();
        long fullRequests = 0, sparingRequests = 0;
        for (var poll = 0; poll < 4 * 120; poll++)
        {
            var at = Start + (Interval * poll);
            fullTime.SetUtcNow(at);
            sparingTime.SetUtcNow(at);
            await full.PollAsync();
            await sparing.PollAsync();
            fullRequests += full.Poll!.Exchanges.Count;
            sparingRequests += sparing.Poll!.Exchanges.Count;
            var truth = full.Verdicts();
            foreach (var (key, status) in truth)
            {
                history.TryAdd(key, []);
                history[key].Add((at, status));
            }

            var found = sparing.Verdicts();
            if (fullTime.GetUtcNow() != at || sparingTime.GetUtcNow() != at)
            {
                // Retries took time, on each side their own: the two did not look at the same moment.
                continue;
            }

            Assert.Equal(truth.Keys.Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
            var jobs = sparing.Poll.Jobs.ToDictionary(job => job.Id, StringComparer.Ordinal);
            differences.AddRange(found
                .Where(verdict => !TakesMoreReadings(verdict.Key, verdict.Value))
                .Where(verdict => !history[verdict.Key].Any(moment => moment.At >= at - LagOf(jobs.GetValueOrDefault(verdict.Key.Split('/')[0])) && moment.Status == verdict.Value))
                .Select(verdict => $"{at:HH:mm:ss} {verdict.Key}: {verdict.Value} instead of {truth[verdict.Key]}"));
        }

        Assert.True(differences.Count == 0, $"{differences.Count}:\n{string.Join('\n', differences.Take(20))}");
        Assert.True(sparingRequests * 5 < fullRequests, $"{sparingRequests} requests instead of {fullRequests}");
    }

    // Back pressure is measured between readings of /jobs/:jobid: with fewer of them it takes longer until anything can be said. And a run whose last
    // checkpoint completed after its statistics were read last is not known to have had it: its successor restored the newest one that is known.
    private static bool TakesMoreReadings(string check, CheckStatus status) =>
        (status == CheckStatus.Unknown && check.EndsWith("/backpressure", StringComparison.Ordinal))
        || (status == CheckStatus.Pass && check.EndsWith("/started-without-state", StringComparison.Ordinal));
}
