using FlinkReady.FlinkModel.Paths;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.Monitor.Witnessing;

/// <summary>
/// Asks the metadata of what a run was started from which operators had state: once a restore, beside the run's own. Without it nobody can tell whether the
/// restore dropped any, where the run before was not seen. A fail-over is not asked about: it drops nothing.
/// </summary>
internal sealed class RestoredInquiry(MetadataAttempt attempt, TimeSpan minInterval, TimeProvider time)
{
    /// <summary>Asks, where the job's turn has come; after the run's own file, which is the same one until its first checkpoint.</summary>
    /// <returns>The job with what was read, and what is remembered.</returns>
    public async Task<(JobSnapshot Job, KnownRun Run)> AskAsync(JobSnapshot job, KnownRun run, PollInquiry poll, CancellationToken cancellationToken)
    {
        if (job.Readings.Value(CheckpointStatistics.Key) is not { } statistics)
        {
            return (job, run);
        }

        if (statistics.Latest?.Restored is not { ExternalPath: { } path } restored || CheckpointFile.RestoreOf(statistics) is not { } id || IsFailOver(restored, path, job))
        {
            return (WithoutFailure(job), run);
        }

        var known = run.Restore?.Id == id ? run.Restore : new KnownRestore(id) { NotBefore = run.Restore?.NotBefore ?? default };
        (job, known) = known.IsSettled ? Counted(job, known, poll)
            : job.Readings.Get(CheckpointMetadata.Key) is { Value: { } own } heard && CheckpointPaths.AreSame(own.Path, path) ? Shared(job, known, heard, own)
            // The other inquiry tries this very file.
            : CheckpointFile.Of(statistics) is not { IsOfRun: true } ? (job, known with { NotBefore = run.MetadataNotBefore, Read = null })
            : time.GetUtcNow() < known.NotBefore ? (job, known)
            : await TryAsync(job, path, known, poll, cancellationToken);
        return (job, run with { Restore = known });
    }

    // Flink also says false of what a job was started from in CLAIM mode, be it a savepoint or a retained checkpoint of another job. What lies in the
    // JobManager's memory has no address, and nobody but the job itself goes back to it.
    private static bool IsFailOver(RestoredCheckpoint restored, string path, JobSnapshot job) =>
        restored.IsSavepoint == false && (CheckpointPaths.WriterOf(path) == job.Id || CheckpointPaths.FolderOf(path) is null);

    private async Task<(JobSnapshot Job, KnownRestore Known)> TryAsync(JobSnapshot job, string path, KnownRestore known, PollInquiry poll, CancellationToken cancellationToken)
    {
        var (found, read) = await attempt.ReadAsync(job, path, poll, cancellationToken);
        known = known with { Read = read, Gone = read.Result == "gone" ? known.Gone + 1 : 0, NotBefore = time.GetUtcNow() + minInterval };
        return found is null
            ? (WithoutFailure(job), known with { IsSettled = known.Gone == MetadataAttempt.GoneInARow })
            : Fit(job, known, poll, Reading<CheckpointMetadata>.Of(CheckpointMetadata.RestoredKey, found.Path, read.StartedAt, read.Elapsed, found));
    }

    // Its payload is counted where the run's own stands: it has no size here.
    private static (JobSnapshot Job, KnownRestore Known) Shared(JobSnapshot job, KnownRestore known, Reading<CheckpointMetadata> heard, CheckpointMetadata own) => (
        job with { Readings = job.Readings.With(Reading<CheckpointMetadata>.Of(CheckpointMetadata.RestoredKey, own.Path, heard.ReadAt, heard.Elapsed, own)) },
        known with { IsSettled = true, Read = null });

    // Once the run's own file has taken the place of the shared one, that one has to be counted for itself.
    private (JobSnapshot Job, KnownRestore Known) Counted(JobSnapshot job, KnownRestore known, PollInquiry poll) =>
        job.Readings.Get(CheckpointMetadata.RestoredKey) is { Size: 0, Value: { } file } reading && !ReferenceEquals(file, job.Readings.Value(CheckpointMetadata.Key))
            ? Fit(job, known, poll, reading)
            : (job, known);

    private (JobSnapshot Job, KnownRestore Known) Fit(JobSnapshot job, KnownRestore known, PollInquiry poll, Reading<CheckpointMetadata> reading)
    {
        reading = poll.Room.Fit(reading, job.Readings.Get(CheckpointMetadata.RestoredKey));
        job = job with { Readings = job.Readings.With(reading) };
        return reading.Failure is { } failure
            ? (job, known with { IsSettled = false, NotBefore = time.GetUtcNow() + minInterval, Read = known.Read is { } read ? MetadataAttempt.WithoutRoom(read, failure) : null })
            : (job, known with { IsSettled = true });
    }

    // That a file had no room is no longer true once it is not asked for, or can't be read at all.
    private static JobSnapshot WithoutFailure(JobSnapshot job) =>
        job.Readings.Get(CheckpointMetadata.RestoredKey) is { Failure: not null } ? job with { Readings = job.Readings.Without(CheckpointMetadata.RestoredKey) } : job;
}
