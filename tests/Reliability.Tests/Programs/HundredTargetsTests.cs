using FlinkReady.Fleet.Clusters;
using FlinkReady.Fleet.Serving;
using FlinkReady.Reliability.Tests.Support;

namespace FlinkReady.Reliability.Tests.Programs;

/// <summary>A hundred clusters, a few of them sick.</summary>
[Collection(Alone.Name)]
public sealed class HundredTargetsTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task One_hangs_one_drips_one_sends_garbage_one_resets_and_the_other_96_keep_their_interval()
    {
        await using var server = await Served.StartAsync(new FleetOptions { Clusters = 100, JobsPerCluster = 3 });
        var sick = new Dictionary<string, FaultKind>
        {
            ["cluster-013"] = FaultKind.Hang,
            ["cluster-037"] = FaultKind.Drip,
            ["cluster-061"] = FaultKind.Garbage,
            ["cluster-089"] = FaultKind.Reset,
        };
        foreach (var (cluster, fault) in sick)
        {
            server.Inject(cluster, new Fault(fault));
        }

        using var folder = new Folder();
        var configuration = FleetConfiguration.Write(folder, server, "pollInterval: 10s\n", "  - { name: dead, url: http://127.0.0.1:1 }\n");
        await using var monitor = await MonitorProcess.WatchAsync("--config", configuration);

        // Five polls of each.
        string[] healthy = [.. server.Fleet.Clusters.Select(cluster => cluster.Name).Where(name => !sick.ContainsKey(name))];
        var polls = await PollsAsync(server, healthy, 5);
        var page = await monitor.GetAsync("/metrics");

        foreach (var cluster in healthy)
        {
            // Jitter is part of the interval; a poll that had to queue behind a sick target would be a request timeout late.
            var gaps = polls[cluster].Zip(polls[cluster].Skip(1), (one, next) => next - one).ToList();
            Assert.All(gaps, gap => Assert.True(gap < Interval * 1.5, $"{cluster}: {gap}"));
            Assert.Contains($"flinkready_target_up{{target=\"{cluster}\"}} 1", page, StringComparison.Ordinal);
            Assert.InRange(server.Requests.MostInFlight(cluster), 1, 2);
        }

        Assert.All(sick.Keys.Append("dead"), cluster => Assert.Contains($"flinkready_target_up{{target=\"{cluster}\"}} 0", page, StringComparison.Ordinal));
    }

    private static async Task<Dictionary<string, List<DateTimeOffset>>> PollsAsync(FleetServer server, IReadOnlyList<string> clusters, int count)
    {
        while (true)
        {
            var polls = server.Requests.All.Where(request => request.Target == "/jobs/overview")
                .GroupBy(request => request.Cluster, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Select(request => request.At).ToList(), StringComparer.Ordinal);
            if (clusters.All(cluster => polls.GetValueOrDefault(cluster)?.Count >= count))
            {
                return polls;
            }

            await Task.Delay(500, TestContext.Current.CancellationToken);
        }
    }
}
