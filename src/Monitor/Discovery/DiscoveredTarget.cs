using FlinkReady.Deployments.Discovery;
using FlinkReady.FlinkModel.Deployments;
using FlinkReady.Monitor.Configuration;

namespace FlinkReady.Monitor.Discovery;

/// <summary>A resource and what became of it.</summary>
/// <param name="Conclusion">What follows from the resource.</param>
/// <param name="Since">Since when it is in its state, as far as this program has seen.</param>
internal sealed record DiscoveredTarget(Conclusion Conclusion, DateTimeOffset Since)
{
    /// <summary>The target that it makes, null where it makes none.</summary>
    public TargetDefinition? Definition { get; init; }

    /// <summary>The target that what it says belongs to: its own, one of the configuration, or its cluster's; null for none.</summary>
    public string? BelongsTo { get; init; }

    /// <summary>1 where the target has to answer, 0 where it need not, null where that is no question.</summary>
    public int? Expected { get; init; }

    /// <summary>True where its target is asked.</summary>
    public bool IsPolled => Definition is not null && Conclusion.IsPolled;

    /// <summary>True where its target is known and not asked, as a suspended one.</summary>
    public bool IsParked => Definition is not null && !Conclusion.IsPolled;

    /// <summary>Where it stands.</summary>
    public ResourceState State => Conclusion.State;
}
