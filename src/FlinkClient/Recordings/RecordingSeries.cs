using FlinkReady.FlinkClient.Polls;

namespace FlinkReady.FlinkClient.Recordings;

/// <summary>One snapshot of a recording.</summary>
/// <param name="Name">The folder's name; empty for a recording that is a single snapshot.</param>
/// <param name="Reader">Reads it as if it were the cluster, at the time it was recorded.</param>
public sealed record RecordingSnapshot(string Name, IClusterReader Reader);

/// <summary>
/// The snapshots of a recording in numeric order. Replayed as a series each is read with the snapshot before it as
/// <c>previous</c>: what a later one did not ask keeps its earlier reading.
/// </summary>
public sealed class RecordingSeries : IDisposable
{
    private readonly Stream? _archive;

    internal RecordingSeries(string name, IReadOnlyList<RecordingSnapshot> snapshots, bool isSeries, Stream? archive)
    {
        Name = name;
        Snapshots = snapshots;
        IsSeries = isSeries;
        _archive = archive;
    }

    /// <summary>The path it was opened from.</summary>
    public string Name { get; }

    /// <summary>True where it is a folder of snapshots, even of one.</summary>
    public bool IsSeries { get; }

    /// <summary>At least one.</summary>
    public IReadOnlyList<RecordingSnapshot> Snapshots { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var snapshot in Snapshots)
        {
            snapshot.Reader.Dispose();
        }

        _archive?.Dispose();
    }
}
