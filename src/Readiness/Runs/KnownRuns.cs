using System.Collections.Immutable;
using FlinkReady.FlinkModel.Paths;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Readiness.Runs;

/// <summary>
/// The runs of a target's jobs: all that are not known to have ended, and of each name the last two that have. Immutable. Names of which nothing runs are bounded to
/// what <see cref="MaxNames"/> leaves; of those that run there are no more than jobs are read of a target.
/// </summary>
internal sealed class KnownRuns : IKnownRuns
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

    // Most jobs were seen in one run alone, which was started from nothing.
    private bool IsAlone(KnownRun run) =>
        run.StartedFrom?.Path is null && _stems.GetValueOrDefault(run.JobId) == run.Stem && Namesakes(run.Stem) is [var only] && only.IsRun(run.JobId, run.StartTime);

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

    private sealed class Builder(KnownRuns earlier)
    {
        private readonly List<KnownRun> _updated = [];
        private readonly Dictionary<string, DateTimeOffset> _starts = new(StringComparer.Ordinal);
        private readonly HashSet<string> _touched = new(StringComparer.Ordinal);

        // The earlier ones until something changes: most polls change few of many.
        private Dictionary<string, ImmutableList<KnownRun>> _byStem = earlier._byStem;
        private Dictionary<string, string> _stems = earlier._stems;

        /// <summary>The runs that were seen, as they are now.</summary>
        public IReadOnlyList<KnownRun> Updated => _updated;

        public void Update(KnownRun? run, KnownRun? before)
        {
            if (before is not null)
            {
                Replace(before, null);
            }

            // A start that was refused has nothing that another run could be held against.
            if (run is not null && !(run.HasEnded && run.Graph is null && run.Completed is null))
            {
                Replace(null, run);
                _updated.Add(run);
                _starts[run.JobId] = run.StartTime;
            }
        }

        // No list shows it any more: it was lost, unless it ended where nobody looked or the same job runs again.
        public void NoteAbsence(KnownRun run, ClusterFacts cluster, TimeSpan? gap)
        {
            var wasStartedAnew = _starts.TryGetValue(run.JobId, out var start) && start != run.StartTime;
            var isListed = cluster.LiveIds.Contains(run.JobId) || cluster.JobLists.AreCut || cluster.JobLists.Listed.Contains(run.JobId);
            if ((isListed && !wasStartedAnew) || Current(run) is not { HasEnded: false } current)
            {
                return;
            }

            // What only an earlier process saw may have ended, and been forgotten, since.
            var isSettled = wasStartedAnew
                || (gap is null && current.Absence is null)
                || _updated.Exists(other => IsReplacement(other, current))
                || (current.Absence is { } absence && cluster.Now - absence.Since > LongestAbsence);
            Replace(current, isSettled
                ? current with { HasEnded = true, Absence = null }
                : current with { Absence = current.Absence is { } before ? before with { Looks = before.Looks + 1 } : new Absence(cluster.Now, gap ?? TimeSpan.Zero, 1) });
        }

        /// <summary>The runs before any is forgotten, for those among them that are not linked yet.</summary>
        public KnownRuns AsSeen() => _updated.Exists(IsToBeLinked) ? new KnownRuns(new(_byStem, StringComparer.Ordinal), new(_stems, StringComparer.Ordinal)) : earlier;

        public KnownRuns ToRuns(RunLinkCounts? linked = null)
        {
            if (_touched.Count == 0)
            {
                return linked is null || linked == earlier.Linked ? earlier : new KnownRuns(_byStem, _stems) { Linked = linked.Value };
            }

            foreach (var stem in _touched)
            {
                var ended = 0;
                var kept = _byStem[stem].OrderByDescending(static run => run.StartTime).Where(run => !run.HasEnded || ++ended <= EndedPerName).ToImmutableList();
                if (kept.IsEmpty)
                {
                    _byStem.Remove(stem);
                }
                else
                {
                    _byStem[stem] = kept;
                }
            }

            DropNames();
            if (_stems.Count > _byStem.Count * 2)
            {
                var ids = _byStem.Values.SelectMany(static runs => runs).Select(static run => run.JobId).ToHashSet(StringComparer.Ordinal);
                foreach (var id in _stems.Keys.Where(id => !ids.Contains(id)).ToList())
                {
                    _stems.Remove(id);
                }
            }

            return new KnownRuns(_byStem, _stems) { Linked = linked ?? earlier.Linked };
        }

        // What runs is never given up: it would be read anew in each poll, and its end be missed.
        private void DropNames()
        {
            if (_byStem.Count <= MaxNames)
            {
                return;
            }

            var over = _byStem.Where(static pair => pair.Value.TrueForAll(static run => run.IsOver)).OrderBy(static pair => pair.Value.Max(static run => run.LastAlive));
            foreach (var stem in over.Take(_byStem.Count - MaxNames).Select(static pair => pair.Key).ToList())
            {
                _byStem.Remove(stem);
            }
        }

        private static bool IsReplacement(KnownRun run, KnownRun lost) =>
            !run.IsOver && run.JobId != lost.JobId && run.StartTime > lost.StartTime && SameJob.Between(lost with { HasEnded = true }, run) != JobLink.None;

        public KnownRun? Current(KnownRun run) => _byStem.GetValueOrDefault(run.Stem)?.Find(one => one.IsRun(run.JobId, run.StartTime));

        private void Replace(KnownRun? old, KnownRun? run)
        {
            if (ReferenceEquals(_byStem, earlier._byStem))
            {
                _byStem = new(earlier._byStem, StringComparer.Ordinal);
                _stems = new(earlier._stems, StringComparer.Ordinal);
            }

            if (old is not null && _byStem.TryGetValue(old.Stem, out var runs))
            {
                _byStem[old.Stem] = runs.RemoveAll(one => one.IsRun(old.JobId, old.StartTime));
                _touched.Add(old.Stem);
            }

            if (run is not null)
            {
                _byStem[run.Stem] = (_byStem.GetValueOrDefault(run.Stem) ?? []).Add(run);
                _stems[run.JobId] = run.Stem;
                _touched.Add(run.Stem);
            }
        }
    }
}
