using System.Threading.Channels;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Polls;

/// <summary>Reads a cluster and adds to its jobs what somebody else knows of them. Nobody is asked for it: it is known before.</summary>
/// <param name="inner">Reads the cluster; is disposed with it.</param>
/// <param name="add">The job with what is known of it, which takes its place in the target's room.</param>
public sealed class AddingReader(IClusterReader inner, Func<JobSnapshot, MemoryRoom, JobSnapshot> add) : IClusterReader
{
    /// <inheritdoc/>
    public TargetAccess Access => inner.Access;

    /// <inheritdoc/>
    public Task<ClusterSnapshot> ReadAsync(ClusterSnapshot? previous, ReadOptions options, CancellationToken cancellationToken) => Begin(previous, options, cancellationToken).Snapshot;

    /// <inheritdoc/>
    public ClusterPoll Begin(ClusterSnapshot? previous, ReadOptions options, CancellationToken cancellationToken)
    {
        var poll = inner.Begin(previous, options, cancellationToken);
        var jobs = Channel.CreateUnbounded<PolledJob>(new UnboundedChannelOptions { SingleReader = true });
        return new ClusterPoll(jobs.Reader, AddAsync(poll, jobs.Writer), poll.Room);
    }

    /// <inheritdoc/>
    public Task<RepeatedReading> ReadCheckpointsAsync(string jobId, CancellationToken cancellationToken) => inner.ReadCheckpointsAsync(jobId, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();

    private async Task<ClusterSnapshot> AddAsync(ClusterPoll poll, ChannelWriter<PolledJob> writer)
    {
        try
        {
            // The same readings for who works ahead and in the end: what is new would be judged twice.
            var added = new Dictionary<string, JobSnapshot>(StringComparer.Ordinal);
            await foreach (var polled in poll.Jobs.ReadAllAsync(CancellationToken.None))
            {
                var job = added[polled.Job.Id] = add(polled.Job, poll.Room);
                writer.TryWrite(polled with { Job = job });
            }

            var snapshot = await poll.Snapshot;
            var jobs = snapshot.Jobs.Select(job => added.GetValueOrDefault(job.Id) ?? add(job, poll.Room)).ToList();
            return snapshot with { Jobs = jobs, LeftOut = poll.Room.LeftOutOf(snapshot, jobs) };
        }
        finally
        {
            writer.TryComplete();
        }
    }
}
