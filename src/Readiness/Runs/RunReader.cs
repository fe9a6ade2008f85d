using FlinkReady.FlinkModel.Paths;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Sources;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Readiness.Runs;

/// <summary>Reads off a job's facts what is kept of its run.</summary>
internal static class RunReader
{
    /// <summary>The run that a job shows; null where its start time is not known.</summary>
    /// <param name="job">The job as it is seen now.</param>
    /// <param name="operators">The verdicts on its operators; empty where they were not judged.</param>
    /// <param name="earlier">The same run as it was known before.</param>
    /// <param name="graphs">The graphs of other runs in this poll.</param>
    public static KnownRun? Read(JobFacts job, IReadOnlyList<VertexOperators> operators, KnownRun? earlier, RunGraphs graphs)
    {
        if (job.StartTime is not { } start)
        {
            return null;
        }

        var (graph, stamp, judged) = GraphOf(job, operators, earlier, graphs);
        var startedFrom = earlier?.StartedFrom ?? StartOf(job);
        return new KnownRun
        {
            JobId = job.Id,
            StartTime = start,
            Name = job.Name,
            Stem = earlier is not null && earlier.Name == job.Name ? earlier.Stem : VersionedName.StemOf(job.Name),
            State = job.StateEvidence,
            FirstSeen = earlier?.FirstSeen ?? job.Cluster.Now,
            LastAlive = job.IsTerminal ? job.EndTime ?? earlier?.LastAlive ?? job.Now : job.Now,
            HasEnded = job.IsTerminal && !IsSuspended(job),
            Resource = job.Upgrade.Declared?.Resource.Address ?? earlier?.Resource,
            Graph = graph,
            GraphStamp = stamp,
            Operators = judged,
            Completed = Completed(job) ?? earlier?.Completed,
            Savepoint = Savepoint(job) ?? earlier?.Savepoint,
            StartedFrom = startedFrom,
            FirstRestore = earlier?.FirstRestore ?? FirstRestoreOf(job),
            Figures = RunDetails.FiguresOf(job, earlier?.Figures),
            Shown = Newer(RunDetails.ShownBy(job, graph, judged, startedFrom), earlier?.Shown),
            Restored = Newer(RunDetails.RestoredBy(job, startedFrom), earlier?.Restored),
            Previous = earlier?.Previous,
            IsLinkSettled = earlier?.IsLinkSettled ?? false,
        };
    }

    /// <summary>
    /// What a run was started from, null where its statistics no longer tell: after a fail-over or a rescale they show the run's own checkpoint in the place of
    /// what it was started from.
    /// </summary>
    public static RunStart? StartOf(JobFacts job)
    {
        var checkpointing = job.Checkpointing;
        return checkpointing.LatestRestored.TryGet(out var restored) ? (IsOwn(restored, job) ? null : new RunStart(false, restored.Id, restored.ExternalPath, checkpointing.LatestRestoredId.Evidence))
            : checkpointing.Restores.TryGet(out var restores) ? new RunStart(restores == 0, null, null, checkpointing.Restores.Evidence)
            : null;
    }

    /// <summary>True where a job went back to a checkpoint that it had taken itself: a fail-over or a rescale.</summary>
    public static bool IsOwn(RestoredCheckpoint restored, JobFacts job) =>
        CheckpointPaths.WriterOf(restored.ExternalPath) is { } writer ? writer == job.Id
        : IsCheckpoint(restored)
            || (restored.Id is { } id && (job.Checkpointing.History.Or([]) ?? []).Any(entry => entry.Id == id && entry.Status == "COMPLETED"))
            || CheckpointPaths.IsOf(restored.ExternalPath, job.Id);

    /// <summary>True where a job was restored from a checkpoint, as far as flag and path tell.</summary>
    public static bool IsCheckpoint(RestoredCheckpoint restored) => restored.IsSavepoint == false && !CheckpointPaths.IsSavepoint(restored.ExternalPath);

    // After a fail-over the latest restore is another one: it counts as the first only where it was the only one, and nothing had completed before it.
    private static RunStart? FirstRestoreOf(JobFacts job)
    {
        var checkpointing = job.Checkpointing;
        return checkpointing.LatestRestored.TryGet(out var restored) && checkpointing.Restores.Or(0) == 1 && !(checkpointing.History.Or([]) ?? []).Any(entry => entry.Id <= restored.Id && entry.Status == "COMPLETED")
            ? new RunStart(false, restored.Id, restored.ExternalPath, checkpointing.LatestRestoredId.Evidence) { IsFailOver = IsCheckpoint(restored) }
            : null;
    }

    // A JobManager that shuts down suspends its jobs: that is no end of theirs.
    private static bool IsSuspended(JobFacts job) => job.State == "SUSPENDED" || job.Snapshot.Overview?.State == "SUSPENDED";

    private static (RunGraph? Graph, Stamp Stamp, IReadOnlyList<VertexOperators> Operators) GraphOf(JobFacts job, IReadOnlyList<VertexOperators> operators, KnownRun? earlier, RunGraphs graphs)
    {
        if (!job.HasGraph && (!job.IsTerminal || job.Vertices.Count == 0))
        {
            return (earlier?.Graph, earlier?.GraphStamp ?? default, earlier?.Operators ?? []);
        }

        // The operators of a job that is over are not judged again.
        var judged = operators.Count == 0 && earlier is not null ? earlier.Operators : operators;
        return earlier is { Graph: { } known } && earlier.GraphStamp.IsSameAs(job.GraphStamp) && ReferenceEquals(judged, earlier.Operators)
            ? (known, earlier.GraphStamp, judged)
            : (graphs.Of(job, judged), job.GraphStamp, judged);
    }

    // Of two that show the same the earlier one is kept: one list of operators is enough.
    private static RunWitness? Newer(RunWitness? now, RunWitness? earlier) => now is null || now == earlier ? earlier : now;

    private static KnownCheckpoint? Completed(JobFacts job)
    {
        var checkpointing = job.Checkpointing;
        return checkpointing.LatestCompleted.TryGet(out var completed)
            ? new KnownCheckpoint(
                completed.Id, Address(completed.ExternalPath), checkpointing.StateSize.Or(0), checkpointing.Externalized.Or(false) && !checkpointing.DeleteOnCancellation.Or(true), checkpointing.StateSize.Evidence)
            : null;
    }

    private static KnownCheckpoint? Savepoint(JobFacts job) =>
        job.Checkpointing.LatestSavepoint.TryGet(out var savepoint)
            ? new KnownCheckpoint(savepoint.Id, Address(savepoint.ExternalPath), savepoint.StateSize ?? 0, true, job.Checkpointing.SavepointSize.Evidence)
            : null;

    private static string? Address(string? path) => path is not null && path.Contains('/', StringComparison.Ordinal) ? path : null;
}
