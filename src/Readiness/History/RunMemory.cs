using FlinkReady.Readiness.Runs;

namespace FlinkReady.Readiness.History;

/// <summary>What a history keeps of runs, in a form that outlives the process.</summary>
public static class RunMemory
{
    /// <summary>Everything that is known of every run.</summary>
    public static IReadOnlyList<RunRecord> All(TargetHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        return [.. history.Runs.All.Where(static run => run.Graph is not null).Select(RunRecords.Of)];
    }

    /// <summary>What is new since an earlier state of the same history.</summary>
    /// <param name="history">As it is.</param>
    /// <param name="before">As it was; null for all.</param>
    /// <param name="withMoves">Whether runs are told of that only went on: their last checkpoint, when they were last seen.</param>
    public static IReadOnlyList<RunRecord> Since(TargetHistory history, TargetHistory? before, bool withMoves)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (before is null)
        {
            return All(history);
        }

        var records = new List<RunRecord>();
        if (ReferenceEquals(history.Runs, before.Runs))
        {
            return records;
        }

        foreach (var run in history.Runs.All.Where(static run => run.Graph is not null))
        {
            var known = before.Runs.Find(run.JobId, run.StartTime);
            if (known?.Graph is null || !RunRecords.DiffersInMovesOnly(known, run))
            {
                records.Add(RunRecords.Of(run));
            }
            else if (withMoves && known != run)
            {
                records.Add(RunRecords.Moved(run));
            }
        }

        return records;
    }

    /// <summary>A history that begins with what an earlier process knew.</summary>
    /// <param name="records">In the order in which they were written.</param>
    public static TargetHistory Restore(IEnumerable<RunRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        return TargetHistory.With(RunRecords.ToRuns(records));
    }
}
