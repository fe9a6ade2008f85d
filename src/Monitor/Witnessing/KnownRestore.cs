using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.Monitor.Witnessing;

/// <summary>What is remembered of a restore: how far its metadata was heard, and when it may be asked for again.</summary>
/// <param name="Id">Tells it from the next one: see <see cref="CheckpointFile.RestoreOf"/>.</param>
internal sealed record KnownRestore(string Id)
{
    /// <summary>True where nothing is left to ask: its metadata was read, or is gone for good.</summary>
    public bool IsSettled { get; init; }

    /// <summary>Attempts in a row that found the file gone.</summary>
    public int Gone { get; init; }

    /// <summary>When the next attempt may be made.</summary>
    public DateTimeOffset NotBefore { get; init; }

    /// <summary>The last attempt; null where none was made for it alone.</summary>
    public WitnessRead? Read { get; init; }
}
