namespace FlinkReady.Readiness.FleetRules;

/// <summary>All targets at one moment, and what several of them have in common. Immutable.</summary>
public sealed class FleetPicture
{
    internal FleetPicture(IReadOnlyList<FleetMember> members, IReadOnlyList<SharedKey> shared)
    {
        Members = members;
        Shared = shared;
    }

    /// <summary>The targets by name.</summary>
    internal IReadOnlyList<FleetMember> Members { get; }

    /// <summary>What two or more of them have in common.</summary>
    internal IReadOnlyList<SharedKey> Shared { get; }
}

/// <summary>Something that several targets have in common.</summary>
/// <param name="Key">One of <see cref="FleetMember.Keys"/>.</param>
/// <param name="Members">At least two, by name.</param>
internal sealed record SharedKey(string Key, IReadOnlyList<FleetMember> Members);
