using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.Monitor.Witnessing;

/// <summary>A file of metadata that REST names.</summary>
/// <param name="Path">The checkpoint's directory, as REST shows it; null where it shows none.</param>
/// <param name="IsOfRun">True for a checkpoint or savepoint of the run itself, false for the one that it was restored from.</param>
internal sealed record CheckpointFile(string? Path, bool IsOfRun)
{
    /// <summary>The one to read: of the run's latest checkpoint, else of its savepoint, else of what it was restored from. Null where there is none yet.</summary>
    public static CheckpointFile? Of(CheckpointStatistics? statistics) => statistics?.Latest switch
    {
        { Completed: { } completed } when HasFile(completed.ExternalPath) || SavepointOf(statistics) is null => new CheckpointFile(completed.ExternalPath, IsOfRun: true),
        { Savepoint: { IsDiscarded: not true } savepoint } => new CheckpointFile(savepoint.ExternalPath, IsOfRun: true),
        { Restored: { ExternalPath: { } restored } } => new CheckpointFile(restored, IsOfRun: false),
        _ => null,
    };

    /// <summary>The run's savepoint, which stays where checkpoints go; null where there is none.</summary>
    public static CheckpointFile? SavepointOf(CheckpointStatistics? statistics) =>
        statistics?.Latest?.Savepoint is { IsDiscarded: not true, ExternalPath: { } path } ? new CheckpointFile(path, IsOfRun: true) : null;

    /// <summary>Tells one restore from the next.</summary>
    public static string? RestoreOf(CheckpointStatistics? statistics) =>
        statistics?.Latest?.Restored is { } restored ? $"{restored.Id} {restored.RestoreMs} {restored.ExternalPath}" : null;

    // Flink shows "<checkpoint-not-externally-addressable>" for one in the JobManager's memory.
    private static bool HasFile(string? path) => path is { Length: > 0 } && path[0] != '<';
}
