namespace FlinkReady.Monitor.Discovery;

/// <summary>How discovery does, for metrics.</summary>
internal sealed class DiscoveryStatus
{
    private volatile IReadOnlyList<WatchedSource> _sources = [];

    /// <summary>What is counted.</summary>
    public DiscoveryCounters Counters { get; } = new();

    /// <summary>What is watched.</summary>
    public IReadOnlyList<WatchedSource> Sources
    {
        get => _sources;
        set => _sources = value;
    }
}
