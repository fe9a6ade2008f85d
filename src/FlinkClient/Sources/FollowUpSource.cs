using FlinkReady.FlinkClient.Endpoints;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkClient.Sources;

/// <summary>Something that is read of a cluster where its other answers give a reason to. Recorded is what it asks.</summary>
internal abstract class FollowUpSource
{
    /// <summary>What it reads.</summary>
    public abstract SourceKey Key { get; }

    /// <summary>Where it reads.</summary>
    public abstract Endpoint Endpoint { get; }

    /// <summary>True where Flink's answer only began to find out: worth another question at the end of a poll that no other follows.</summary>
    /// <param name="readings">What was read of the cluster.</param>
    public virtual bool IsToRepeat(ReadingSet readings) => false;

    /// <summary>Reads it where it is due, and hands on what was read before where it is not.</summary>
    /// <returns>The reading; null where there is nothing to ask of this cluster.</returns>
    public abstract Task<Reading?> ReadAsync(IRequester requester, ClusterTurn turn);
}

/// <summary>What a <see cref="FollowUpSource"/> decides by.</summary>
/// <param name="Now">What this poll read of the cluster so far.</param>
/// <param name="Before">What the poll before read.</param>
/// <param name="IsSlowDue">True for a source whose reading is as old as those of slow sources become, or was not had.</param>
internal sealed record ClusterTurn(ReadingSet Now, ReadingSet Before, Func<SourceKey, bool> IsSlowDue);
