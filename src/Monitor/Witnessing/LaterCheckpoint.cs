using FlinkReady.FlinkModel.Paths;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.Monitor.Witnessing;

/// <summary>
/// Finds the checkpoint that took the place of one that is gone. Flink's statistics are up to 3 s old (<c>web.refresh-interval</c>), and it deletes a checkpoint
/// when the next one completes: of a job that checkpoints more often they may name one that is gone at every look, where others keep the cache filled.
/// </summary>
internal sealed class LaterCheckpoint(MetadataAttempt attempt)
{
    // A checkpoint a second, and one that failed.
    private const int Most = 4;

    /// <summary>Tries the numbers that follow. What is not there is no attempt: nobody said that it would be.</summary>
    /// <param name="job">The job, with its graph.</param>
    /// <param name="path">The path of the checkpoint that is gone.</param>
    /// <param name="poll">What the questions of the poll share.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What was read, and the attempt that did; null where none of them is there.</returns>
    public async Task<(CheckpointMetadata Found, WitnessRead Read)?> FindAsync(JobSnapshot job, string? path, PollInquiry poll, CancellationToken cancellationToken)
    {
        for (var steps = 1; steps <= Most && !cancellationToken.IsCancellationRequested && CheckpointPaths.After(path, steps) is { } next; steps++)
        {
            var (found, read) = await attempt.ReadAsync(job, next, poll, cancellationToken);
            if (found is not null)
            {
                return IsOf(job, found) ? (found, read) : null;
            }

            if (read.Result != "gone")
            {
                return null;
            }
        }

        return null;
    }

    // The statistics did not name it, so it has to fit: a folder may hold what an earlier run of that id left.
    private static bool IsOf(JobSnapshot job, CheckpointMetadata found)
    {
        var ids = found.Operators.Select(static one => one.Id).ToHashSet(StringComparer.Ordinal);
        return job.Readings.Value(JobDetails.Key)?.Vertices is { Count: > 0 } vertices && vertices.All(vertex => ids.Contains(vertex.Id));
    }
}
