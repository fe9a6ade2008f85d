namespace FlinkReady.Monitor.Histories;

/// <summary>A part of what is remembered over restarts, with files of its own.</summary>
internal interface IHistoryPart
{
    /// <summary>Writes what is new since the last call. Called by one thread at a time, and once more when the program ends.</summary>
    /// <param name="isLast">True where no other call will follow.</param>
    void Write(bool isLast);
}
