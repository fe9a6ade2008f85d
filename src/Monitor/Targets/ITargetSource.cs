using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Configuration;

namespace FlinkReady.Monitor.Targets;

/// <summary>Where the polls of one target come from: a live cluster or a recording.</summary>
internal interface ITargetSource : IDisposable
{
    /// <summary>How the target is reached.</summary>
    TargetAccess Access { get; }

    /// <summary>
    /// Polls the target once. Nothing is thrown for what could not be read, nor for cancellation: it is part of the poll.
    /// </summary>
    /// <returns>The poll; null where the target is a recording that is at its end, so that the poll before it still holds.</returns>
    Task<ClusterSnapshot?> PollAsync(CancellationToken cancellationToken);
}

/// <summary>Makes the source of a target.</summary>
internal interface ITargetSourceFactory
{
    /// <summary>A source that nobody shares. What is wrong with the target shows in its polls.</summary>
    ITargetSource Create(EffectiveTarget target);
}
