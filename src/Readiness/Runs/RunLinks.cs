namespace FlinkReady.Readiness.Runs;

/// <summary>Finds the run that another one follows.</summary>
internal static class RunLinks
{
    // A name that more runs than these bear within an hour is shared by jobs.
    private const int MostOfOneName = 2;

    private static readonly TimeSpan Shared = TimeSpan.FromHours(1);

    /// <summary>
    /// The run that this one follows, null where none is known: the one whose state it began with; else the latest one of the same job id, of the same resource, or
    /// of the same name and a graph that is akin, which was over when this one began. Once that is settled nothing is searched.
    /// </summary>
    /// <param name="runs">The runs that are known.</param>
    /// <param name="run">The run.</param>
    /// <param name="isLive">Whether a job id is listed and alive now.</param>
    public static EarlierRun? Find(IKnownRuns runs, KnownRun run, Func<string, bool> isLive)
    {
        if (run.Previous is not null || run.IsLinkSettled || run.Graph is null)
        {
            return run.Previous;
        }

        var earlier = runs.Candidates(run).Where(other => other.StartTime < run.StartTime && other.Graph is not null).OrderByDescending(static other => other.StartTime).ToList();
        var byState = earlier.Find(other => BeganWith(run, other))
            ?? (run.StartedFrom?.Path is not null ? runs.All.Where(other => other.StartTime < run.StartTime && other.Graph is not null && BeganWith(run, other)).MaxBy(static other => other.StartTime) : null);
        if (byState is not null)
        {
            return EarlierRun.Of(byState, byState.JobId == run.JobId ? JobLink.JobId : JobLink.State, hasItsState: true);
        }

        var isShared = IsShared(runs, run);
        foreach (var other in earlier)
        {
            var link = SameJob.Between(other with { HasEnded = true }, run);
            var wasOver = other.LastAlive <= run.StartTime && !isLive(other.JobId);
            if (link is JobLink.JobId || (wasOver && (link is JobLink.Resource || (link is JobLink.Graph or JobLink.Version && !isShared))))
            {
                return EarlierRun.Of(other, link, hasItsState: false);
            }
        }

        return null;
    }

    // Under one job id the path tells nothing: the numbers of checkpoints go on, so a number that the earlier run had reached is its own.
    private static bool BeganWith(KnownRun run, KnownRun other) =>
        other.JobId == run.JobId
            ? run.FirstRestore is { CheckpointId: { } id } && (other.NewestState is not { } newest || id >= newest || other.Wrote(run.FirstRestore?.Path))
            : SameJob.WasStartedFrom(run, other);

    private static bool IsShared(IKnownRuns runs, KnownRun run) =>
        runs.Namesakes(run.Stem).Count(other => other.Name == run.Name && !other.IsRun(run.JobId, run.StartTime) && (!other.IsOver || run.StartTime - other.LastAlive < Shared)) + 1 > MostOfOneName;
}
