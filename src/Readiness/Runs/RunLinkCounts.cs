namespace FlinkReady.Readiness.Runs;

/// <summary>How many runs were linked to the one before, since the target is watched.</summary>
/// <param name="State">By a checkpoint or savepoint that the later one was restored from.</param>
/// <param name="Resource">By the platform that deploys them, or the job id.</param>
/// <param name="Name">By name and graph.</param>
public readonly record struct RunLinkCounts(long State, long Resource, long Name)
{
    /// <summary>How many of one kind.</summary>
    public long Of(RunLinkKind kind) => kind switch { RunLinkKind.State => State, RunLinkKind.Resource => Resource, _ => Name };

    internal RunLinkCounts Add(EarlierRun earlier) => earlier.Kind switch
    {
        RunLinkKind.State => this with { State = State + 1 },
        RunLinkKind.Resource => this with { Resource = Resource + 1 },
        _ => this with { Name = Name + 1 },
    };
}
