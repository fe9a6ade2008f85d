using FlinkReady.FlinkClient.Transport;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Polls;

/// <summary>Polls one cluster, one poll at a time.</summary>
public interface IClusterReader : IDisposable
{
    /// <summary>How the cluster is reached.</summary>
    TargetAccess Access { get; }

    /// <summary>
    /// Takes a poll. What happens on the wire never throws: it is in the snapshot. A poll that is cancelled ends at once with
    /// what it has read; the rest failed with <see cref="FailureReason.Cancelled"/>.
    /// </summary>
    /// <param name="previous">The poll before, whose readings are kept where they still hold; null for none.</param>
    /// <param name="options">What is due, and which jobs.</param>
    /// <param name="cancellationToken">Ends the poll.</param>
    Task<ClusterSnapshot> ReadAsync(ClusterSnapshot? previous, ReadOptions options, CancellationToken cancellationToken);

    /// <summary>As <see cref="ReadAsync"/>, for those who want to work on the jobs that are read while others are still to be.</summary>
    ClusterPoll Begin(ClusterSnapshot? previous, ReadOptions options, CancellationToken cancellationToken);

    /// <summary>Asks for a job's checkpoint statistics once more, while a poll is under way or after it: what they showed was gone when it was looked for.</summary>
    /// <param name="jobId">32 hex digits.</param>
    /// <param name="cancellationToken">Ends it; then the reading failed.</param>
    Task<RepeatedReading> ReadCheckpointsAsync(string jobId, CancellationToken cancellationToken);
}

/// <summary>What was asked beside a poll.</summary>
/// <param name="Checkpoints">The statistics.</param>
/// <param name="Exchanges">The requests that this took.</param>
public sealed record RepeatedReading(Reading<CheckpointStatistics> Checkpoints, IReadOnlyList<Exchange> Exchanges);

/// <summary>Makes readers of live clusters. A target that is configured anew gets a new reader; the old one is disposed.</summary>
public interface IClusterReaderFactory
{
    /// <summary>A reader; nothing is asked yet.</summary>
    /// <param name="name">The target's name.</param>
    /// <param name="connection">How it is reached.</param>
    /// <param name="recorder">Writes what is read, or null.</param>
    /// <exception cref="ArgumentException">The connection has no URL, or one that is not http or https.</exception>
    IClusterReader Create(string name, TargetConnection connection, IPollRecorder? recorder = null);
}
