using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.History;

/// <summary>Since when no checkpoint of a job has completed, over all of its runs.</summary>
/// <param name="SinceMs">When the last one did, epoch milliseconds; where none has, when the job was first seen to begin.</param>
/// <param name="CheckpointId">The last one, where it is known by its id.</param>
/// <param name="Evidence">Where that was read.</param>
public sealed record CheckpointAge(long SinceMs, long? CheckpointId, Evidence Evidence)
{
    /// <summary>The same without a time in which the job was not there: nothing could complete.</summary>
    internal CheckpointAge Without(long goneMs) => goneMs > 0 ? this with { SinceMs = SinceMs + goneMs } : this;

    /// <summary>The age after a look at the job.</summary>
    /// <param name="age">As it was known.</param>
    /// <param name="job">The job.</param>
    internal static CheckpointAge? After(CheckpointAge? age, JobFacts job)
    {
        var checkpointing = job.Checkpointing;
        if (!checkpointing.Latest.IsKnown)
        {
            return age;
        }

        if (checkpointing.LatestCompletedAckMs is { IsKnown: true } completed)
        {
            // A job id that was used again may show nothing newer than what is known.
            var ack = completed.Or(0);
            return age?.SinceMs == ack ? age : new CheckpointAge(ack, checkpointing.LatestCompleted.Or(null!)?.Id, completed.Evidence);
        }

        var restored = checkpointing.LatestRestored.Or(null!);
        var restore = checkpointing.LatestRestoredMs;
        if (age is null)
        {
            // Restores after the first one are restarts.
            var since = checkpointing.Restores.Or(0) <= 1 && restore.IsKnown ? restore : job.StartTimeMs;
            return since.TryGet(out var from) ? new CheckpointAge(from, restored?.Id, since.Evidence) : null;
        }

        // The run began from one that nobody saw complete: it did, at some time before.
        return restored?.Id > age.CheckpointId && restore.IsKnown ? new CheckpointAge(restore.Or(0), restored.Id, restore.Evidence) : age;
    }
}
