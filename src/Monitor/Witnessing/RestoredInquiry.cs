using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Witnesses.Contents;
using FlinkReady.Witnesses.Stores;

namespace FlinkReady.Monitor.Witnessing;

/// <summary>
/// Asks the metadata of what a run was started from which operators had state: once a restore, beside the run's own. Without it nobody can tell whether the
/// restore dropped any, where the run before was not seen. A fail-over is not asked about: it drops nothing.
/// </summary>
internal sealed class RestoredInquiry(MetadataStores stores, TimeSpan minInterval, TimeProvider time)
{
    /// <summary>Asks, where the job's turn has come; after the run's own file, which is the same one until its first checkpoint.</summary>
    /// <returns>The job with what was read, and what is remembered.</returns>
    public async Task<(JobSnapshot Job, KnownRun Run)> AskAsync(JobSnapshot job, KnownRun run, PollInquiry poll, CancellationToken cancellationToken)
    {
        var statistics = job.Readings.Value(CheckpointStatistics.Key);
        if (statistics?.Latest?.Restored is not { IsSavepoint: not false, ExternalPath: { } path } || CheckpointFile.RestoreOf(statistics) is var restore && run.Restore == restore)
        {
            return (job, run);
        }

        if (job.Readings.Get(CheckpointMetadata.Key) is { Value: { } own } heard && IsAt(own.Path, path))
        {
            return (Read(job, poll, Reading<CheckpointMetadata>.Of(CheckpointMetadata.RestoredKey, own.Path, heard.ReadAt, heard.Elapsed, own)), run with { Restore = restore });
        }

        if (CheckpointFile.Of(statistics) is not { IsOfRun: true })
        {
            // The other inquiry tries this very file.
            return (job, run with { RestoreNotBefore = run.MetadataNotBefore });
        }

        if (time.GetUtcNow() < run.RestoreNotBefore)
        {
            return (job, run);
        }

        var (startedAt, began) = (time.GetUtcNow(), time.GetTimestamp());
        var (found, attempt) = await TryAsync(job, path, poll, startedAt, cancellationToken);
        attempt = attempt with { Elapsed = time.GetElapsedTime(began) };
        run = run with { Reads = [.. run.Reads, attempt], RestoreNotBefore = time.GetUtcNow() + minInterval };
        return found is null
            ? (job, run)
            : (Read(job, poll, Reading<CheckpointMetadata>.Of(CheckpointMetadata.RestoredKey, found.Path, startedAt, attempt.Elapsed, found)), run with { Restore = restore });
    }

    private async Task<(CheckpointMetadata? Found, WitnessRead Attempt)> TryAsync(JobSnapshot job, string path, PollInquiry poll, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        var address = WitnessFailures.AddressOf(path);
        if (poll.WhySilent(address.Server) is { } why)
        {
            return (null, Attempt("notAsked", why, 0));
        }

        try
        {
            var read = await stores.ReadAsync(path, cancellationToken);
            return (read.Metadata, Attempt("read", null, read.BytesRead));
        }
        catch (UnreadException e)
        {
            if (e.Reason == UnreadReason.Failed)
            {
                poll.Silence(address.Server, e.Message);
            }

            return (null, Attempt(WitnessFailures.ResultOf(e.Reason), e.Message, 0));
        }
        catch (OperationCanceledException)
        {
            return (null, Attempt(WitnessFailures.ResultOf(UnreadReason.Failed), "the file could not be read in time", 0));
        }

        WitnessRead Attempt(string result, string? message, long bytes) =>
            new(Witness.Checkpoint, job.Id, address.Shown, result, message, startedAt, TimeSpan.Zero, bytes);
    }

    private static JobSnapshot Read(JobSnapshot job, PollInquiry poll, Reading<CheckpointMetadata> reading) =>
        job with { Readings = job.Readings.With(poll.Room.Fit(reading, job.Readings.Get(CheckpointMetadata.RestoredKey))) };

    private static bool IsAt(string file, string path) => file == path || file == $"{path.TrimEnd('/')}/_metadata";
}
