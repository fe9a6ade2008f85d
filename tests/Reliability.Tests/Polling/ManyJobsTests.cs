using FlinkReady.Fleet.Clusters;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.Reliability.Tests.Support;

namespace FlinkReady.Reliability.Tests.Polling;

/// <summary>The sizes of clusters, from nothing to more than there are.</summary>
public sealed class ManyJobsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10_000)]
    public async Task So_many_jobs_are_read_and_judged(int jobs)
    {
        var fleet = new SimulatedFleet(new FleetOptions { JobsPerCluster = jobs });
        var time = new SteppingTime(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        using var target = new SimulatedTarget(new IndexedWire(fleet, time), time);
        using var reader = target.Reader("cluster-001");
        var watcher = new Watcher(reader, ReadOptions.Incremental(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60)), time);

        await watcher.PollAsync();

        Assert.True(watcher.Assessment.IsUp);
        Assert.Equal(jobs, watcher.Assessment.Jobs.Count);
        Assert.All(watcher.Assessment.Jobs, job => Assert.NotEmpty(job.Checks));
        Assert.True(watcher.Assessment.CompletelyRead);
    }
}
