using FlinkReady.FlinkModel.Paths;

namespace FlinkReady.Readiness.Runs;

/// <summary>The one place that decides whether two runs are those of the same job.</summary>
internal static class SameJob
{
    /// <summary>What links two runs of one target. Symmetric.</summary>
    public static JobLink Between(KnownRun one, KnownRun other) =>
        one.JobId == other.JobId ? JobLink.JobId
        : WasStartedFrom(one, other) || WasStartedFrom(other, one) ? JobLink.State
        : one.Resource is { } resource && resource == other.Resource && IsOverBefore(one, other) ? JobLink.Resource
        : one.Graph is not { } graph || other.Graph is not { } twin ? JobLink.None
        : one.Name == other.Name ? (graph.IsAkinTo(twin) ? JobLink.Graph : JobLink.None)
        : one.Stem == other.Stem && IsOverBefore(one, other) && graph.SharesExplicitIds(twin) ? JobLink.Version
        : JobLink.None;

    /// <summary>True where a run was started from a checkpoint or savepoint of another job id.</summary>
    public static bool WasStartedFrom(KnownRun run, KnownRun other) =>
        run.JobId != other.JobId
        && run.StartedFrom is { Path: { } path }
        && (CheckpointPaths.IsOf(path, other.JobId) || other.Wrote(path));

    private static bool IsOverBefore(KnownRun one, KnownRun other)
    {
        var (earlier, later) = one.StartTime <= other.StartTime ? (one, other) : (other, one);
        return earlier.IsOver && earlier.LastAlive <= later.StartTime;
    }
}
