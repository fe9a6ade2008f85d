using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.Readiness.History;

/// <summary>Tells slow checkpoints from outliers.</summary>
internal static class CheckpointDurations
{
    /// <summary>Fewer completed checkpoints than this decide nothing.</summary>
    public const int MinCompleted = 5;

    /// <summary>
    /// The duration that at least two and at least a fifth of the completed checkpoints reached, milliseconds; null with fewer than
    /// <see cref="MinCompleted"/>. Above a threshold exactly where so many checkpoints are.
    /// </summary>
    public static long? Limit(IReadOnlyList<CheckpointEntry> finished)
    {
        var durations = finished.Where(entry => entry is { Status: "COMPLETED", DurationMs: not null }).Select(entry => entry.DurationMs!.Value).OrderDescending().ToList();
        return durations.Count < MinCompleted ? null : durations[Math.Max(2, (durations.Count + 4) / 5) - 1];
    }
}
