namespace FlinkReady.Monitor.Configuration;

/// <summary>What <c>watch</c> remembers over its own restarts.</summary>
internal sealed record HistorySettings
{
    /// <summary>The folder that it is kept in, by its full path; null where nothing is kept.</summary>
    public string? Folder { get; init; }
}
