using System.Threading.Channels;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Polls;

/// <summary>A poll that is under way. Whoever wants to work on jobs before the last of them is read takes them from here.</summary>
/// <param name="jobs">Each job as soon as its answers are in, those of <see cref="Snapshot"/> in no order; ends before that completes.</param>
/// <param name="snapshot">All that was read.</param>
/// <param name="room">What the answers of the target may take.</param>
public sealed class ClusterPoll(ChannelReader<PolledJob> jobs, Task<ClusterSnapshot> snapshot, MemoryRoom room)
{
    /// <summary>What the answers of the target may take: whoever adds to them takes from it.</summary>
    public MemoryRoom Room => room;

    /// <summary>Each job as soon as its answers are in; ends when the last one is.</summary>
    public ChannelReader<PolledJob> Jobs => jobs;

    /// <summary>All that was read.</summary>
    public Task<ClusterSnapshot> Snapshot => snapshot;
}

/// <summary>A job whose answers are in.</summary>
/// <param name="Cluster">What the poll read of the cluster before it read jobs; the same for each of them.</param>
/// <param name="Job">The job; whether the job filter leaves it out may not be known yet.</param>
public sealed record PolledJob(ClusterSnapshot Cluster, JobSnapshot Job);
