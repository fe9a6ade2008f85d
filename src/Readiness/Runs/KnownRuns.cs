using System.Collections.Immutable;
using FlinkReady.FlinkModel.Paths;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Readiness.Runs;

/// <summary>
/// The runs of a target's jobs: all that are not known to have ended, and of each name the last two that have. Immutable. Names of which nothing runs are bounded to
/// what <see cref="MaxNames"/> leaves; of those that run there are no more than jobs are read of a target.
/// </summary>
internal sealed partial class KnownRuns : IKnownRuns
{
    /// <summary>How many names are kept, names that differ in a version as one; those of which nothing runs and that were not seen for the longest time go first.</summary>
    public const int MaxNames = 2000;

    private const int EndedPerName = 2;

    // What nobody asked about for so long counts as ended.
    private static readonly TimeSpan LongestAbsence = TimeSpan.FromDays(7);

    private readonly Dictionary<string, ImmutableList<KnownRun>> _byStem;
    private readonly Dictionary<string, string> _stems;

    private KnownRuns(Dictionary<string, ImmutableList<KnownRun>> byStem, Dictionary<string, string> stems) => (_byStem, _stems) = (byStem, stems);

    /// <summary>None.</summary>
    public static KnownRuns None { get; } = new(new(StringComparer.Ordinal), new(StringComparer.Ordinal));

    /// <summary>How many were linked to the one before.</summary>
    public RunLinkCounts Linked { get; private init; }

    /// <inheritdoc/>
    public IEnumerable<KnownRun> All => _byStem.Values.SelectMany(static runs => runs);

    /// <summary>The run that a job shows, null where it is not known yet.</summary>
    public KnownRun? Find(string jobId, DateTimeOffset? startTime) =>
        _stems.TryGetValue(jobId, out var stem) ? _byStem.GetValueOrDefault(stem)?.Find(run => run.IsRun(jobId, startTime)) : null;

    /// <summary>The run that a job shows where nothing was read of the job since, else null.</summary>
    public KnownRun? Unchanged(JobFacts job) => Find(job.Id, job.StartTime) is { } run && IsAsItWas(run, job) ? run : null;

    /// <inheritdoc/>
    public IReadOnlyList<KnownRun> Namesakes(string stem) => _byStem.GetValueOrDefault(stem) ?? [];

    /// <summary>The latest earlier run of the same job that had state and was over when this one started, with what links them; null where none is known.</summary>
    /// <param name="run">The run as it is seen now.</param>
    /// <param name="isLive">Whether a job id is listed and alive now.</param>
    public (KnownRun Run, JobLink Link)? Before(KnownRun run, Func<string, bool> isLive)
    {
        if (IsAlone(run))
        {
            return null;
        }

        (KnownRun Run, JobLink Link)? latest = null;
        foreach (var earlier in Candidates(run))
        {
            if (earlier.StateBytes > 0 && earlier.StartTime < run.StartTime && earlier.LastAlive <= run.StartTime
                && (earlier.JobId == run.JobId || !isLive(earlier.JobId))
                && (latest is null || earlier.StartTime > latest.Value.Run.StartTime)
                && SameJob.Between(earlier with { HasEnded = true }, run) is var link and not JobLink.None)
            {
                latest = (earlier, link);
            }
        }

        return latest;
    }

    /// <summary>The runs after a poll.</summary>
    /// <param name="cluster">The poll.</param>
    /// <param name="operatorsOf">The verdicts on the operators of a job id, empty where there are none.</param>
    /// <param name="graphs">The graphs of the runs that were seen in the poll.</param>
    /// <param name="last">When the poll before was taken; null where there was none.</param>
    /// <param name="isSplit">True where a job that is missing may be known to another JobManager.</param>
    public KnownRuns Add(ClusterFacts cluster, Func<string, IReadOnlyList<VertexOperators>> operatorsOf, RunGraphs graphs, DateTimeOffset? last, bool isSplit)
    {
        var next = new Builder(this);
        foreach (var job in cluster.Jobs)
        {
            var earlier = Find(job.Id, job.StartTime);
            if (earlier is null || !IsAsItWas(earlier, job))
            {
                next.Update(RunReader.Read(job, operatorsOf(job.Id), earlier, graphs), earlier);
            }
        }

        if (isSplit)
        {
            return next.ToRuns();
        }

        foreach (var run in All.Where(static run => !run.HasEnded))
        {
            next.NoteAbsence(run, cluster, last is { } before ? cluster.Now - before : null);
        }

        var seen = next.AsSeen();
        return next.ToRuns().WithLinks(next.Updated, seen, cluster);
    }

    /// <summary>Runs that were known to an earlier process.</summary>
    /// <param name="runs">In any order; of several of one job id and start time the last counts.</param>
    public static KnownRuns Of(IEnumerable<KnownRun> runs)
    {
        var next = new Builder(None);
        foreach (var run in runs)
        {
            next.Update(run, next.Current(run));
        }

        return next.ToRuns();
    }

    // The graph and what it was started from are there: a run is linked once, whatever is forgotten later, or with this very poll.
    private KnownRuns WithLinks(IReadOnlyList<KnownRun> updated, KnownRuns seen, ClusterFacts cluster)
    {
        var next = new Builder(this);
        var linked = Linked;
        foreach (var run in updated.Where(IsToBeLinked))
        {
            if (Find(run.JobId, run.StartTime) is { } current)
            {
                var isSettled = current.StartedFrom is not null || current.FirstRestore is not null;
                var previous = RunLinks.Find(seen, current, cluster.LiveIds.Contains);
                linked = previous is not null && current.Previous is null ? linked.Add(previous) : linked;
                if (isSettled || previous is not null)
                {
                    next.Update(current with { Previous = previous ?? current.Previous, IsLinkSettled = isSettled }, current);
                }
            }
        }

        return next.ToRuns(linked);
    }

    // Most jobs were seen in one run alone, which was started from nothing.
    private bool IsAlone(KnownRun run) =>
        run.StartedFrom?.Path is null && _stems.GetValueOrDefault(run.JobId) == run.Stem && Namesakes(run.Stem) is [var only] && only.IsRun(run.JobId, run.StartTime);

    private static bool IsToBeLinked(KnownRun run) => run is { IsLinkSettled: false, Graph: not null };

    // Nothing was read since.
    private static bool IsAsItWas(KnownRun earlier, JobFacts job) =>
        earlier.Absence is null && (job.IsTerminal ? earlier.HasEnded && earlier.LastAlive == job.EndTime : !earlier.HasEnded && earlier.LastAlive == job.Now);

    /// <summary>Runs that may be earlier ones of the same job, by name or by the path that it was started from.</summary>
    public IEnumerable<KnownRun> Candidates(KnownRun run)
    {
        var own = _stems.GetValueOrDefault(run.JobId);
        var writers = CheckpointPaths.WriterOf(run.StartedFrom?.Path) is { } writer ? _stems.GetValueOrDefault(writer) : null;
        foreach (var candidate in Others(run.Stem))
        {
            yield return candidate;
        }

        foreach (var candidate in own is null || own == run.Stem ? [] : Others(own))
        {
            yield return candidate;
        }

        foreach (var candidate in writers is null || writers == run.Stem || writers == own ? [] : Others(writers))
        {
            yield return candidate;
        }

        IEnumerable<KnownRun> Others(string stem) => Namesakes(stem).Where(candidate => !candidate.IsRun(run.JobId, run.StartTime));
    }
}
