using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Recordings;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.Monitor.Targets;

/// <summary>A recording: each poll is its next snapshot, until the last.</summary>
/// <param name="path">What to call it.</param>
/// <param name="open">Opens it, again after it could not be opened.</param>
/// <param name="options">Which jobs.</param>
/// <param name="time">The clock of polls that found no recording.</param>
internal sealed class RecordingSource(string path, Func<RecordingSeries> open, ReadOptions options, TimeProvider time) : ITargetSource
{
    private RecordingSeries? _series;
    private ClusterSnapshot? _previous;
    private int _next;

    public TargetAccess Access { get; } = new(path, IsEncrypted: false, IsLoopback: false, HasCredentials: false, IsRecording: true);

    public async Task<ClusterSnapshot?> PollAsync(CancellationToken cancellationToken)
    {
        try
        {
            _series ??= open();
        }
        catch (RecordingException exception)
        {
            return UnansweredPoll.Of(Access, time.GetUtcNow(), TimeSpan.Zero, new Failure(FailureReason.Connection, 0, exception.Message));
        }

        if (_next == _series.Snapshots.Count)
        {
            return null;
        }

        return _previous = await _series.Snapshots[_next++].Reader.ReadAsync(_previous, options, cancellationToken);
    }

    public void Dispose() => _series?.Dispose();
}
