using System.Collections.Immutable;
using FlinkReady.FlinkModel.Sources;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.History;

/// <summary>
/// The last runs with state of each job name: what a later job of that name would have to restore. Immutable, bounded to <see cref="MaxNames"/> names.
/// </summary>
public sealed class CheckpointedRuns
{
    /// <summary>How many names are kept; the ones not seen for the longest time go first.</summary>
    public const int MaxNames = 2000;

    private const int RunsPerName = 2;

    private readonly ImmutableDictionary<string, ImmutableList<CheckpointedRun>> _runs;

    private CheckpointedRuns(ImmutableDictionary<string, ImmutableList<CheckpointedRun>> runs) => _runs = runs;

    /// <summary>None.</summary>
    public static CheckpointedRuns None { get; } = new(ImmutableDictionary.Create<string, ImmutableList<CheckpointedRun>>(StringComparer.Ordinal));

    /// <summary>The latest run with state of the job's name that was over when the job started; null where none is known.</summary>
    public CheckpointedRun? Before(JobFacts job) =>
        job.StartTime is { } start && _runs.TryGetValue(job.Name, out var runs)
            ? runs.Find(run => !run.IsRunOf(job) && run.StartTime < start && run.LastAlive <= start)
            : null;

    /// <summary>The runs after a poll.</summary>
    public CheckpointedRuns Add(ClusterFacts cluster)
    {
        var runs = _runs.ToBuilder();
        foreach (var job in cluster.Jobs)
        {
            var known = runs.GetValueOrDefault(job.Name) ?? [];
            var earlier = known.Find(run => run.IsRunOf(job));
            if (earlier is not null && !job.IsTerminal && earlier.LastAlive == job.Now)
            {
                // Nothing was read since.
                continue;
            }

            if (CheckpointedRun.Of(job, earlier) is { } run)
            {
                known = earlier is null ? known.Add(run) : known.Replace(earlier, run);
                runs[job.Name] = [.. known.OrderByDescending(one => one.StartTime).Take(RunsPerName)];
            }
        }

        if (runs.Count > MaxNames)
        {
            foreach (var (name, _) in runs.OrderBy(pair => pair.Value.Max(run => run.LastAlive)).Take(runs.Count - MaxNames).ToList())
            {
                runs.Remove(name);
            }
        }

        return new CheckpointedRuns(runs.ToImmutable());
    }
}

/// <summary>A run of a job that had completed a checkpoint with state in it.</summary>
/// <param name="JobId">Its job id.</param>
/// <param name="StartTime">When it started.</param>
/// <param name="LastAlive">When it was last seen alive, or when it ended where Flink said so.</param>
/// <param name="StateBytes">The state in its latest completed checkpoint.</param>
/// <param name="Evidence">Where that was read.</param>
/// <param name="ExternalPath">Where that checkpoint lies, null where it has no address.</param>
public sealed record CheckpointedRun(string JobId, DateTimeOffset StartTime, DateTimeOffset LastAlive, long StateBytes, Evidence Evidence, string? ExternalPath)
{
    /// <summary>Changes with anything that is known of the run.</summary>
    internal Stamp Stamp => new StampBuilder().Add(JobId).Add(StartTime).Add(LastAlive).Add(StateBytes).Add(Evidence.Value).Add(ExternalPath).ToStamp();

    /// <summary>True where this is the run that <paramref name="job"/> shows: the same id and start time.</summary>
    public bool IsRunOf(JobFacts job) => JobId == job.Id && StartTime == job.StartTime;

    /// <summary>The run of <paramref name="job"/>, null where it has no state that is known.</summary>
    /// <param name="job">The job as it is seen now.</param>
    /// <param name="earlier">The same run as it was known before.</param>
    internal static CheckpointedRun? Of(JobFacts job, CheckpointedRun? earlier)
    {
        var size = job.Checkpointing.StateSize;
        if (job.StartTime is not { } start || (earlier is null && size.Or(0) == 0))
        {
            return null;
        }

        var alive = job.IsTerminal ? job.EndTime ?? earlier?.LastAlive ?? job.Now : job.Now;
        var path = job.Checkpointing.LatestExternalPath.Or(string.Empty);
        return size.Or(0) > 0
            ? new CheckpointedRun(job.Id, start, alive, size.Or(0), size.Evidence, path.Contains('/', StringComparison.Ordinal) ? path : null)
            : earlier! with { LastAlive = alive };
    }
}
