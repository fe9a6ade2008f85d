using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.FleetRules;

/// <summary>Whether two targets are one cluster.</summary>
internal enum Likeness
{
    /// <summary>Nothing tells.</summary>
    Unclear,

    /// <summary>One cluster under two names.</summary>
    One,

    /// <summary>Two clusters that ran at one time.</summary>
    Two,
}

/// <summary>
/// Tells one cluster that is looked at twice from two clusters, by what the looks list. The looks may lie apart: a job that came or went in between says nothing,
/// and a cluster that took another one's place is no second one beside it.
/// </summary>
internal static class ClusterLikeness
{
    // Looks so close to each other that a job of the first is still listed in the second, be it over: Flink keeps those for an hour.
    private static readonly TimeSpan OneMoment = TimeSpan.FromMinutes(5);

    // For clocks that are not quite the same.
    private const long SlackMs = 30_000;

    /// <summary>Compares two looks; where they are of two clusters, with the job that shows it.</summary>
    public static (Likeness Likeness, Evidence? Proof) Compare(FleetFacts one, FleetFacts other)
    {
        var (earlier, later) = one.ListedAt <= other.ListedAt ? (one, other) : (other, one);
        var runs = earlier.Jobs.Select(static job => (job.Id, job.StartTimeMs)).ToHashSet();
        var withoutStart = earlier.Jobs.Where(static job => job.StartTimeMs is null).Select(static job => job.Id).ToHashSet(StringComparer.Ordinal);
        if (later.Jobs.Any(job => job.StartTimeMs is not null && runs.Contains((job.Id, job.StartTimeMs))))
        {
            return (Likeness.One, null);
        }

        // A job of the later look that ran at the earlier one, which does not list it.
        foreach (var job in later.Jobs)
        {
            if (job.IsLive && RanAt(job.StartTimeMs, later, earlier.ListedAt) && !withoutStart.Contains(job.Id))
            {
                return (Likeness.Two, JobListFacts.StartEvidence(job));
            }
        }

        // A job of the earlier look that the later one should still list.
        var ids = later.Jobs.Select(static job => job.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var job in later.ListedAt - earlier.ListedAt > OneMoment ? [] : earlier.Jobs)
        {
            if (job.IsLive && RanAt(job.StartTimeMs, earlier, earlier.ListedAt) && !ids.Contains(job.Id))
            {
                return (Likeness.Two, JobListFacts.StartEvidence(job));
            }
        }

        return (one.TaskManagers.Intersect(other.TaskManagers, StringComparer.Ordinal).Any() ? Likeness.One : Likeness.Unclear, null);
    }

    /// <summary>True where a run that is live in a look had begun well before a moment of ours.</summary>
    public static bool RanAt(long? startTimeMs, FleetFacts facts, DateTimeOffset moment) =>
        startTimeMs is > 0 and { } start && start - facts.ClockSkewMs < moment.ToUnixTimeMilliseconds() - SlackMs;
}
