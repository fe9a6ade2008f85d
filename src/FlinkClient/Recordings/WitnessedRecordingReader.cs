using System.Threading.Channels;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Recordings;

/// <summary>Reads a snapshot of a recording, and adds to its jobs what was kept of witnesses.</summary>
internal sealed class WitnessedRecordingReader(IClusterReader inner, WitnessFiles witnesses) : IClusterReader
{
    public TargetAccess Access => inner.Access;

    public async Task<ClusterSnapshot> ReadAsync(ClusterSnapshot? previous, ReadOptions options, CancellationToken cancellationToken) =>
        witnesses.AddTo(await inner.ReadAsync(previous, options, cancellationToken));

    public ClusterPoll Begin(ClusterSnapshot? previous, ReadOptions options, CancellationToken cancellationToken)
    {
        var jobs = Channel.CreateUnbounded<PolledJob>();
        return new ClusterPoll(jobs.Reader, ReadAllAsync());

        async Task<ClusterSnapshot> ReadAllAsync()
        {
            try
            {
                var snapshot = await ReadAsync(previous, options, cancellationToken);
                foreach (var job in snapshot.Jobs)
                {
                    jobs.Writer.TryWrite(new PolledJob(snapshot, job));
                }

                return snapshot;
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
