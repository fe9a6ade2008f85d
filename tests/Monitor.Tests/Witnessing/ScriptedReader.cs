using System.Threading.Channels;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Tests.Support;

namespace FlinkReady.Monitor.Tests.Witnessing;

/// <summary>A cluster that shows what a test says, and keeps what the poll before had, as the real reader does.</summary>
internal sealed class ScriptedReader(TimeProvider time) : IClusterReader
{
    /// <summary>The jobs of the next poll.</summary>
    public List<ScriptedJob> Jobs { get; } = [];

    /// <summary>What another question for the statistics is answered, the next one first; the last one repeats. Without any: as in the poll.</summary>
    public Queue<CheckpointStatistics> Repeated { get; } = new();

    /// <summary>How often the statistics were asked for once more.</summary>
    public int Repeats { get; private set; }

    /// <inheritdoc/>
    public TargetAccess Access => Made.Access;

    /// <inheritdoc/>
    public Task<ClusterSnapshot> ReadAsync(ClusterSnapshot? previous, ReadOptions options, CancellationToken cancellationToken) => Begin(previous, options, cancellationToken).Snapshot;

    /// <inheritdoc/>
    public ClusterPoll Begin(ClusterSnapshot? previous, ReadOptions options, CancellationToken cancellationToken)
    {
        var jobs = Channel.CreateUnbounded<PolledJob>();
        var snapshot = new ClusterSnapshot
        {
            Access = Access,
            StartedAt = time.GetUtcNow(),
            Elapsed = TimeSpan.Zero,
            Readings = ReadingSet.Empty,
            Exchanges = [],
            Jobs = [.. Jobs.Select(job => job.Read(previous?.Jobs.FirstOrDefault(before => before.Id == job.Id), time.GetUtcNow()))],
        };
        foreach (var job in snapshot.Jobs)
        {
            jobs.Writer.TryWrite(new PolledJob(snapshot, job));
        }

        jobs.Writer.Complete();
        return new ClusterPoll(jobs.Reader, Task.FromResult(snapshot), new MemoryRoom(options.MaxMemory));
    }

    /// <inheritdoc/>
    public Task<RepeatedReading> ReadCheckpointsAsync(string jobId, CancellationToken cancellationToken)
    {
        Repeats++;
        var statistics = Repeated.Count > 1 ? Repeated.Dequeue() : Repeated.Count == 1 ? Repeated.Peek() : Jobs.First(job => job.Id == jobId).Statistics;
        var path = CheckpointStatistics.Key.PathOf(jobId);
        var reading = Reading<CheckpointStatistics>.Of(CheckpointStatistics.Key, path, time.GetUtcNow(), TimeSpan.Zero, statistics!);
        return Task.FromResult(new RepeatedReading(reading, [new Exchange(path, CheckpointStatistics.Key.Template, 200, time.GetUtcNow(), TimeSpan.Zero, 1, null)]));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}

/// <summary>A job as the next poll shows it.</summary>
internal sealed record ScriptedJob(string Id)
{
    public string State { get; set; } = "RUNNING";

    public long StartMs { get; set; } = Made.Noon.ToUnixTimeMilliseconds() - 3_600_000;

    public IReadOnlyList<string> Vertices { get; set; } = [];

    /// <summary>Names of the vertices; of those without one <c>map</c>.</summary>
    public IReadOnlyList<string> Names { get; set; } = [];

    public CheckpointStatistics? Statistics { get; set; }

    public JobSnapshot Read(JobSnapshot? before, DateTimeOffset now)
    {
        var overview = new JobOverview(Id, "orders", State, StartMs, -1, StartMs, null, null);
        var details = new JobDetails(Id, "orders", State, "STREAMING", null, StartMs, now.ToUnixTimeMilliseconds(), null, null, null, [.. Vertices.Select((id, place) => new JobVertex(id, Names.ElementAtOrDefault(place) ?? "map", 1, 128, "RUNNING", null, null))], null);
        var job = before?.Overview?.StartTimeMs == StartMs ? before with { Overview = overview } : new JobSnapshot { Id = Id, Overview = overview };
        var readings = job.Readings.With(Reading<JobDetails>.Of(JobDetails.Key, JobDetails.Key.PathOf(Id), now, TimeSpan.Zero, details));
        return job with
        {
            Readings = Statistics is { } statistics
                ? readings.With(Reading<CheckpointStatistics>.Of(CheckpointStatistics.Key, CheckpointStatistics.Key.PathOf(Id), now, TimeSpan.Zero, statistics))
                : readings,
        };
    }
}
