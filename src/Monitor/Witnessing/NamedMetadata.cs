using System.Collections.Concurrent;
using System.Threading.Channels;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.Monitor.Witnessing;

/// <summary>A checkpoint's metadata that somebody names, and the jobs of the look that it fits. It belongs to one of them.</summary>
/// <param name="file">What was read of the file.</param>
internal sealed class NamedMetadata(CheckpointMetadata file)
{
    private readonly HashSet<string> _ids = [.. file.Operators.Select(one => one.Id)];
    private readonly ConcurrentDictionary<string, string> _fits = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What was read of the file.</summary>
    public CheckpointMetadata File => file;

    /// <summary>Names of the jobs that it fits.</summary>
    public IReadOnlyCollection<string> Fits => [.. _fits.Values.Order(StringComparer.Ordinal)];

    /// <summary>True where the heads of all of the job's chains are in the file; the job is noted.</summary>
    public bool IsOf(JobDetails details)
    {
        var fits = details.Vertices is { Count: > 0 } vertices && vertices.All(vertex => _ids.Contains(vertex.Id));
        if (fits)
        {
            _fits[details.Id] = details.Name;
        }

        return fits;
    }

    /// <summary>A reader that gives what the file shows to the jobs that it fits.</summary>
    public IClusterReader Over(IClusterReader inner) => new Reader(inner, this);

    private JobSnapshot AddTo(JobSnapshot job) => job.Readings.Get(JobDetails.Key) is { Value: { } details } reading && IsOf(details)
        ? job with { Readings = job.Readings.With(Reading<CheckpointMetadata>.Of(CheckpointMetadata.Key, file.Path, reading.ReadAt, TimeSpan.Zero, file)) }
        : job;

    private sealed class Reader(IClusterReader inner, NamedMetadata named) : IClusterReader
    {
        public TargetAccess Access => inner.Access;

        public async Task<ClusterSnapshot> ReadAsync(ClusterSnapshot? previous, ReadOptions options, CancellationToken cancellationToken)
        {
            var snapshot = await inner.ReadAsync(previous, options, cancellationToken);
            return snapshot with { Jobs = [.. snapshot.Jobs.Select(named.AddTo)] };
        }

        public ClusterPoll Begin(ClusterSnapshot? previous, ReadOptions options, CancellationToken cancellationToken)
        {
            var poll = inner.Begin(previous, options, cancellationToken);
            var jobs = Channel.CreateUnbounded<PolledJob>();
            return new ClusterPoll(jobs.Reader, ReadAllAsync());

            async Task<ClusterSnapshot> ReadAllAsync()
            {
                try
                {
                    await foreach (var polled in poll.Jobs.ReadAllAsync(CancellationToken.None))
                    {
                        jobs.Writer.TryWrite(polled with { Job = named.AddTo(polled.Job) });
                    }

                    var snapshot = await poll.Snapshot;
                    return snapshot with { Jobs = [.. snapshot.Jobs.Select(named.AddTo)] };
                }
                finally
                {
                    jobs.Writer.TryComplete();
                }
            }
        }

        public Task<RepeatedReading> ReadCheckpointsAsync(string jobId, CancellationToken cancellationToken) => inner.ReadCheckpointsAsync(jobId, cancellationToken);

        public void Dispose() => inner.Dispose();
    }
}
