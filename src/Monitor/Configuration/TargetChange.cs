namespace FlinkReady.Monitor.Configuration;

/// <summary>What another set of targets means for one of them.</summary>
/// <param name="Name">The target.</param>
/// <param name="Kind">What happens to it.</param>
/// <param name="Target">The target from now on; null for one that leaves.</param>
internal sealed record TargetChange(string Name, TargetChangeKind Kind, EffectiveTarget? Target)
{
    /// <summary>Each target of the two configurations: those that leave first, then the others in their new order.</summary>
    public static IReadOnlyList<TargetChange> Between(MonitorConfiguration before, MonitorConfiguration after)
    {
        var left = before.Targets.Where(target => after.Targets.Find(target.Name) is null).Select(target => new TargetChange(target.Name, TargetChangeKind.Leaves, null));
        return [.. left, .. after.Targets.Select(target => Of(before.Targets.Find(target.Name), before, EffectiveTarget.Of(target, after)))];
    }

    private static TargetChange Of(TargetDefinition? earlier, MonitorConfiguration before, EffectiveTarget now)
    {
        var kind = earlier is null ? TargetChangeKind.Joins
            : EffectiveTarget.Of(earlier, before) == now ? TargetChangeKind.Stays
            : IsSameCluster(earlier, now.Definition) ? TargetChangeKind.Changes
            : TargetChangeKind.IsReplaced;
        return new TargetChange(now.Name, kind, now);
    }

    // One address in common is enough; with another user or password it is the same address.
    private static bool IsSameCluster(TargetDefinition before, TargetDefinition after) =>
        before.Recording == after.Recording
        && (before.Connection.Urls.Count == 0 ? after.Connection.Urls.Count == 0 : before.Connection.Urls.Intersect(after.Connection.Urls).Any());
}

/// <summary>What happens to a target when the targets change.</summary>
internal enum TargetChangeKind
{
    /// <summary>It is new.</summary>
    Joins,

    /// <summary>It is looked at exactly as before.</summary>
    Stays,

    /// <summary>It is looked at otherwise, but is the same cluster: what was found there stays.</summary>
    Changes,

    /// <summary>It is another cluster under an old name.</summary>
    IsReplaced,

    /// <summary>It is gone.</summary>
    Leaves,
}
