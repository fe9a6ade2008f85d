using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.Monitor.Targets;

/// <summary>A live cluster: each poll reads what may have changed since the one before.</summary>
internal sealed class ClusterSource(IClusterReader reader, ReadOptions options) : ITargetSource
{
    private ClusterSnapshot? _previous;

    public TargetAccess Access => reader.Access;

    public async Task<ClusterSnapshot?> PollAsync(CancellationToken cancellationToken) =>
        _previous = await reader.ReadAsync(_previous, options, cancellationToken);

    public void Dispose() => reader.Dispose();
}
