using System.Collections.Immutable;
using FlinkReady.Readiness.Facts;

namespace FlinkReady.Readiness.Runs;

/// <content>The runs after something was seen of them.</content>
internal sealed partial class KnownRuns
{
    private sealed class Builder(KnownRuns earlier)
    {
        private readonly List<KnownRun> _updated = [];
        private readonly Dictionary<string, DateTimeOffset> _starts = new(StringComparer.Ordinal);
        private readonly HashSet<string> _touched = new(StringComparer.Ordinal);

        private readonly KeptTable<string, ImmutableList<KnownRun>> _byStem = new(earlier._byStem);
        private readonly KeptTable<string, string> _stems = new(earlier._stems);

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
        public KnownRuns AsSeen() => _updated.Exists(IsToBeLinked) ? new KnownRuns(new(_byStem.Now, StringComparer.Ordinal), new(_stems.Now, StringComparer.Ordinal)) : earlier;

        public KnownRuns ToRuns(RunLinkCounts? linked = null)
        {
            if (_touched.Count == 0)
            {
                return linked is null || linked == earlier.Linked ? earlier : new KnownRuns(_byStem.Now, _stems.Now) { Linked = linked.Value };
            }

            var (byStem, stems) = (_byStem.ToChange(), _stems.ToChange());
            foreach (var stem in _touched)
            {
                var ended = 0;
                var kept = byStem[stem].OrderByDescending(static run => run.StartTime).Where(run => !run.HasEnded || ++ended <= EndedPerName).ToImmutableList();
                if (kept.IsEmpty)
                {
                    byStem.Remove(stem);
                }
                else
                {
                    byStem[stem] = kept;
                }
            }

            DropNames(byStem);
            if (stems.Count > byStem.Count * 2)
            {
                var ids = byStem.Values.SelectMany(static runs => runs).Select(static run => run.JobId).ToHashSet(StringComparer.Ordinal);
                foreach (var id in stems.Keys.Where(id => !ids.Contains(id)).ToList())
                {
                    stems.Remove(id);
                }
            }

            return new KnownRuns(byStem, stems) { Linked = linked ?? earlier.Linked };
        }

        // What runs is never given up: it would be read anew in each poll, and its end be missed.
        private static void DropNames(Dictionary<string, ImmutableList<KnownRun>> byStem)
        {
            if (byStem.Count <= MaxNames)
            {
                return;
            }

            var over = byStem.Where(static pair => pair.Value.TrueForAll(static run => run.IsOver)).OrderBy(static pair => pair.Value.Max(static run => run.LastAlive));
            foreach (var stem in over.Take(byStem.Count - MaxNames).Select(static pair => pair.Key).ToList())
            {
                byStem.Remove(stem);
            }
        }

        private static bool IsReplacement(KnownRun run, KnownRun lost) =>
            !run.IsOver && run.JobId != lost.JobId && run.StartTime > lost.StartTime && SameJob.Between(lost with { HasEnded = true }, run) != JobLink.None;

        public KnownRun? Current(KnownRun run) => _byStem.Now.GetValueOrDefault(run.Stem)?.Find(one => one.IsRun(run.JobId, run.StartTime));

        private void Replace(KnownRun? old, KnownRun? run)
        {
            var (byStem, stems) = (_byStem.ToChange(), _stems.ToChange());
            if (old is not null && byStem.TryGetValue(old.Stem, out var runs))
            {
                byStem[old.Stem] = runs.RemoveAll(one => one.IsRun(old.JobId, old.StartTime));
                _touched.Add(old.Stem);
            }

            if (run is not null)
            {
                byStem[run.Stem] = (byStem.GetValueOrDefault(run.Stem) ?? []).Add(run);
                stems[run.JobId] = run.Stem;
                _touched.Add(run.Stem);
            }
        }
    }
}
