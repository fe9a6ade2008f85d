using FlinkReady.Fleet.Clusters;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.Reliability.Tests.Support;

namespace FlinkReady.Reliability.Tests.Polling;

/// <summary>Weeks of polling on a simulated clock.</summary>
[Collection(Alone.Name)]
public sealed class SoakTests
{
    private const int Polls = 10_000;
    private const int PollsOfPart = Polls / 5;

    /// <summary>Bytes: less than the trace of a single poll, kept by each of two parts, would take.</summary>
    private const long NoTrace = 2 * PollsOfPart * 128;

    [Fact]
    public async Task Ten_thousand_polls_with_churn_leave_the_memory_as_it_was()
    {
        var options = new FleetOptions { JobsPerCluster = 10, Seed = 3 }.WithChurn() with
        {
            DeploymentPeriod = TimeSpan.FromHours(1),
            RestartPeriod = TimeSpan.FromMinutes(10),
        };
        var fleet = new SimulatedFleet(options);
        var time = new SteppingTime(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        using var target = new SimulatedTarget(fleet, time);
        using var reader = target.Reader(fleet.Clusters[0].Name);
        var watcher = new Watcher(reader, ReadOptions.Incremental(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60)), time);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var memory = new List<long>();
        for (var poll = 0; poll < Polls; poll++)
        {
            await watcher.PollAsync();
            time.SetUtcNow(watcher.Poll!.StartedAt + TimeSpan.FromSeconds(30));
            if (poll % 100 == 0)
            {
                ids.UnionWith(watcher.Assessment.Jobs.Select(job => job.JobId));
                Wire(target).Requests.Clear();
            }

            if ((poll + 1) % PollsOfPart == 0)
            {
                memory.Add(Memory());
            }
        }

        Assert.True(ids.Count > 400, $"the churn was {ids.Count} jobs");

        // The table of shared texts, 8,192 of at most 64 characters, goes on filling, and the process has other things in its memory: what leaks grows all the time.
        Assert.True(memory.Zip(memory.Skip(2), (before, after) => after - before).Min() < NoTrace, $"bytes after every {PollsOfPart} polls: {string.Join(", ", memory)}");
    }

    private static Fleet.Serving.FleetHandler Wire(SimulatedTarget target) => (Fleet.Serving.FleetHandler)target.Wire;

    private static long Memory()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
