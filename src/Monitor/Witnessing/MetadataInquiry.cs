using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.Monitor.Witnessing;

/// <summary>
/// Asks the metadata of a job's checkpoint which operators the job has: once a run, after its first checkpoint; again where the vertices differ, and for a
/// new restore.
/// </summary>
internal sealed class MetadataInquiry(IClusterReader reader, MetadataAttempt attempt, TimeSpan minInterval, TimeProvider time)
{
    // Flink shows statistics that are up to 3 s old, and deletes a checkpoint when the next one completes.
    private const int RepeatsInOnePoll = 4;
    private static readonly TimeSpan BetweenRepeats = TimeSpan.FromSeconds(1);

    // A run that has no checkpoint after this has a trouble of its own.
    private static readonly TimeSpan Young = TimeSpan.FromMinutes(5);

    private readonly LaterCheckpoint _later = new(attempt);

    /// <summary>Asks, where the job's turn has come.</summary>
    /// <returns>The job with what was read, and what is remembered.</returns>
    public async Task<(JobSnapshot Job, KnownRun Run)> AskAsync(JobSnapshot job, JobDetails details, KnownRun run, PollInquiry poll, CancellationToken cancellationToken)
    {
        var statistics = await NewestAsync(job, run, poll, cancellationToken);
        if (CheckpointFile.Of(statistics?.Value) is not { } file || !IsDue(job, details, run, file, statistics!.Value!))
        {
            return (job, run);
        }

        var attempts = new List<WitnessRead>();
        var (found, known) = await FindAsync(job, statistics, poll, attempts, cancellationToken);
        var reading = found is null ? null : Fit(found, job, poll, attempts);
        var last = attempts.Count > 0 ? attempts[^1] : null;
        run = run.With(Witness.Checkpoint, attempts) with { TriedOwn = known.File?.IsOfRun ?? file.IsOfRun };
        if (reading is { Failure: not null })
        {
            return (job with { Readings = job.Readings.With(reading) }, run with { Gone = 0, MetadataNotBefore = time.GetUtcNow() + minInterval });
        }

        if (reading is not null)
        {
            return (job with { Readings = job.Readings.With(reading).Without(RefusedMetadata.Key) }, run with
            {
                HasOwn = known.File?.IsOfRun == true,
                MetadataVertices = KnownRun.VerticesOf(details),
                MetadataRestored = CheckpointFile.RestoreOf(known.Statistics),
                MetadataNotBefore = default,
                Gone = 0,
            });
        }

        var gone = last is { Result: "gone" } ? run.Gone + 1 : 0;
        var isWorthTheNextPoll = last is null or { Result: "notAsked" } || (gone > 0 && gone % MetadataAttempt.GoneInARow != 0);
        run = run with { Gone = gone, MetadataNotBefore = isWorthTheNextPoll ? default : time.GetUtcNow() + minInterval };

        // The size of what was restored, of another run, says nothing of the run's own.
        job = last is { FileBytes: { } size } && known.File is { IsOfRun: true } ? job with { Readings = job.Readings.With(Refused(last, size)) } : job;
        return last is null || job.Readings.Value(CheckpointMetadata.Key) is not null
            ? (job, run)
            : (job with { Readings = job.Readings.With(Failed(last)) }, run);
    }

    private static Reading<CheckpointMetadata> Fit(CheckpointMetadata found, JobSnapshot job, PollInquiry poll, List<WitnessRead> attempts)
    {
        var read = attempts[^1];
        var reading = poll.Room.Fit(Reading<CheckpointMetadata>.Of(CheckpointMetadata.Key, found.Path, read.StartedAt, read.Elapsed, found), job.Readings.Get(CheckpointMetadata.Key));
        if (reading.Failure is { } failure)
        {
            attempts[^1] = MetadataAttempt.WithoutRoom(read, failure);
        }

        return reading;
    }

    // Statistics are read at a slow pace, and a run that was just restored shows its own operators with its first checkpoint: what the restore dropped should
    // not have to wait for that.
    private async Task<Reading<CheckpointStatistics>?> NewestAsync(JobSnapshot job, KnownRun run, PollInquiry poll, CancellationToken cancellationToken)
    {
        var known = job.Readings.Get(CheckpointStatistics.Key);
        var isYoung = run.StartMs is { } start && time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(start) < Young;
        if (!isYoung || run.HasOwn || known?.Value?.Latest?.Restored is null || known.ReadAt >= poll.StartedAt || CheckpointFile.Of(known.Value) is { IsOfRun: true })
        {
            return known;
        }

        return await AskAgainAsync(job, poll, cancellationToken) is { Value: not null } repeated ? repeated : known;
    }

    private async Task<Reading<CheckpointStatistics>> AskAgainAsync(JobSnapshot job, PollInquiry poll, CancellationToken cancellationToken)
    {
        var (checkpoints, exchanges) = await reader.ReadCheckpointsAsync(job.Id, cancellationToken);
        foreach (var exchange in exchanges)
        {
            poll.Exchanges.Enqueue(exchange);
        }

        return checkpoints;
    }

    private bool IsDue(JobSnapshot job, JobDetails details, KnownRun run, CheckpointFile file, CheckpointStatistics statistics)
    {
        var isHeard = job.Readings.Value(CheckpointMetadata.Key) is not null
            && run.MetadataVertices.IsSameAs(KnownRun.VerticesOf(details))
            && run.MetadataRestored == CheckpointFile.RestoreOf(statistics)
            && (run.HasOwn || !file.IsOfRun);
        return !isHeard && (time.GetUtcNow() >= run.MetadataNotBefore || (file.IsOfRun && !run.TriedOwn));
    }

    private static Reading<CheckpointMetadata> Failed(WitnessRead read) => Reading<CheckpointMetadata>.Failed(
        CheckpointMetadata.Key, read.Path, read.StartedAt, read.Elapsed, new Failure(WitnessFailures.ReasonOf(read.Result), 0, read.Message ?? read.Result));

    private static Reading<RefusedMetadata> Refused(WitnessRead read, long size) =>
        Reading<RefusedMetadata>.Of(RefusedMetadata.Key, read.Path, read.StartedAt, read.Elapsed, new RefusedMetadata(read.Path, size), new StampBuilder().Add(read.Path).Add(size).ToStamp());

    // Reads the file that REST names; where it is gone asks REST for the next one, then the store, and takes a savepoint where there is one.
    private async Task<(CheckpointMetadata? Found, (CheckpointFile? File, CheckpointStatistics? Statistics) Known)> FindAsync(
        JobSnapshot job, Reading<CheckpointStatistics> reading, PollInquiry poll, List<WitnessRead> attempts, CancellationToken cancellationToken)
    {
        var tried = new HashSet<string?>(StringComparer.Ordinal);
        var statistics = reading.Value;
        var file = CheckpointFile.Of(statistics);
        var repeats = poll.IsRepeated ? 1 : RepeatsInOnePoll;
        var isOld = reading.ReadAt < poll.StartedAt;
        while (!cancellationToken.IsCancellationRequested)
        {
            if (file is not null && !isOld && tried.Add(file.Path))
            {
                var found = await ReadAsync(job, file, poll, attempts, cancellationToken);
                if (found is not null || attempts[^1].Result != "gone")
                {
                    return (found, (file, statistics));
                }
            }

            if (!isOld && repeats-- == 0)
            {
                break;
            }

            if (tried.Count > 0 && !poll.IsRepeated)
            {
                await Task.Delay(BetweenRepeats, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            isOld = false;
            if ((await AskAgainAsync(job, poll, cancellationToken)).Value is not { } fresh)
            {
                break;
            }

            (statistics, file) = (fresh, CheckpointFile.Of(fresh));
        }

        if (file is { IsOfRun: true } && attempts is [.., { Result: "gone" }] && await _later.FindAsync(job, file.Path, poll, cancellationToken) is { } later)
        {
            attempts.Add(later.Read);
            return (later.Found, (file, statistics));
        }

        return CheckpointFile.SavepointOf(statistics) is { } savepoint && tried.Add(savepoint.Path)
            ? (await ReadAsync(job, savepoint, poll, attempts, cancellationToken), (savepoint, statistics))
            : (null, (file, statistics));
    }

    private async Task<CheckpointMetadata?> ReadAsync(JobSnapshot job, CheckpointFile file, PollInquiry poll, List<WitnessRead> attempts, CancellationToken cancellationToken)
    {
        var (found, read) = await attempt.ReadAsync(job, file.Path, poll, cancellationToken);
        attempts.Add(read);
        return found;
    }
}
