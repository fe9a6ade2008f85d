using FlinkReady.Readiness.Facts;

namespace FlinkReady.Readiness.History;

/// <summary>How many TaskManagers a cluster has when it is well: the most that it had for ten minutes on end.</summary>
/// <param name="Count">How many it had at the last look, null before the first.</param>
/// <param name="CountSince">Since when.</param>
/// <param name="Most">The most that were there for <see cref="Stable"/>, null where none were.</param>
/// <param name="FewerSince">Since when there have been fewer, null while there are not.</param>
internal sealed record TaskManagerLevel(int? Count, DateTimeOffset CountSince, int? Most, DateTimeOffset? FewerSince)
{
    /// <summary>How long a number has to last to be the cluster's size.</summary>
    public static readonly TimeSpan Stable = TimeSpan.FromMinutes(10);

    /// <summary>Nothing was seen.</summary>
    public static TaskManagerLevel None { get; } = new(null, default, null, null);

    /// <summary>The level after a look at the cluster.</summary>
    internal TaskManagerLevel After(ClusterFacts cluster)
    {
        if (!cluster.TaskManagerCount.TryGet(out var count))
        {
            return this;
        }

        var since = count == Count ? CountSince : cluster.Now;
        var most = cluster.Now - since >= Stable && count > (Most ?? 0) ? count : Most;
        return new TaskManagerLevel(count, since, most, count < most ? FewerSince ?? cluster.Now : null);
    }

    /// <summary>The same after the look that is judged.</summary>
    /// <param name="cluster">The cluster as it is seen now.</param>
    /// <param name="lastsAtMost">After so long what is left is the cluster's size.</param>
    internal TaskManagerLevel Now(ClusterFacts cluster, TimeSpan lastsAtMost)
    {
        var now = After(cluster);
        return now.FewerSince is { } since && cluster.Now - since > lastsAtMost ? now with { Most = now.Count, FewerSince = null } : now;
    }
}
