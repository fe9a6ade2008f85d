namespace FlinkReady.Readiness.Runs;

/// <summary>How many runs were linked to the one before, since the target is watched.</summary>
/// <param name="State">By a checkpoint or savepoint that the later one was restored from.</param>
/// <param name="Resource">By the platform that deploys them, or the job id.</param>
/// <param name="Name">By name and graph.</param>
public readonly record struct RunLinkCounts(long State, long Resource, long Name)
{
    internal RunLinkCounts Add(EarlierRun earlier) =>
        earlier.HasItsState ? this with { State = State + 1 } : earlier.IsCertain ? this with { Resource = Resource + 1 } : this with { Name = Name + 1 };
}
