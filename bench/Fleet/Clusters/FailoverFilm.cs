namespace FlinkReady.Fleet.Clusters;

/// <summary>What a surviving JobManager can answer while the leader is lost, as recorded with ZooKeeper and a session timeout of 15 s.</summary>
public enum LeaderState
{
    /// <summary>There is a leader.</summary>
    Leading,

    /// <summary>The leader just died: 500, but job paths still come from the cache.</summary>
    LostButCached,

    /// <summary>The leader is dead and nobody knows: 500 for all but <c>/config</c>.</summary>
    Lost,

    /// <summary>503 for everything.</summary>
    Electing,
}

/// <summary>The recorded course of a fail-over.</summary>
public static class FailoverFilm
{
    private static readonly TimeSpan CacheExpires = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SessionTimeout = TimeSpan.FromSeconds(15);

    /// <summary>From the leader's death until the next one answers.</summary>
    public static TimeSpan Length { get; } = TimeSpan.FromSeconds(15.8);

    /// <summary>The state so long after the leader's death; null stands for never.</summary>
    public static LeaderState At(TimeSpan? sinceDeath) => sinceDeath switch
    {
        null => LeaderState.Leading,
        { } since when since < CacheExpires => LeaderState.LostButCached,
        { } since when since < SessionTimeout => LeaderState.Lost,
        { } since when since < Length => LeaderState.Electing,
        _ => LeaderState.Leading,
    };
}
