using System.Collections.Immutable;
using FlinkReady.Readiness.Facts;

namespace FlinkReady.Readiness.History;

/// <summary>The little that is kept of an earlier poll of a cluster.</summary>
/// <param name="ObservedAt">The cluster's "now".</param>
/// <param name="TaskManagers">How many TaskManagers were listed, null where that was not read.</param>
/// <param name="LiveJobs">Names of the jobs that were alive, with the number of jobs under each where there was more than one.</param>
/// <param name="LateTaskManagers">Ids of TaskManagers whose heartbeat was late.</param>
/// <param name="MissingJobs">Ids of running jobs of <c>/jobs</c> that <c>/jobs/overview</c> left out.</param>
/// <param name="TaskManagersSince">Since when the number of TaskManagers has been what it was at this poll.</param>
public sealed record ClusterSample(
    DateTimeOffset ObservedAt,
    int? TaskManagers,
    IReadOnlyDictionary<string, int> LiveJobs,
    IReadOnlySet<string> LateTaskManagers,
    IReadOnlySet<string> MissingJobs,
    DateTimeOffset TaskManagersSince)
{
    /// <summary>How many samples are kept.</summary>
    public const int MaxSamples = 16;

    /// <summary>A heartbeat older than this is late.</summary>
    public static readonly TimeSpan LateHeartbeat = TimeSpan.FromSeconds(30);

    /// <summary>Takes the sample of a cluster.</summary>
    public static ClusterSample Of(ClusterFacts cluster) => new(
        cluster.Now,
        cluster.TaskManagerCount.TryGet(out var count) ? count : null,
        cluster.LiveJobs.Where(group => group.Count() > 1)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal),
        cluster.TaskManagers.Where(manager => IsLate(manager, cluster)).Select(manager => manager.Id).ToHashSet(StringComparer.Ordinal),
        cluster.JobLists.Missing,
        cluster.Now);

    /// <summary>True where the TaskManager's last heartbeat is older than <see cref="LateHeartbeat"/>; one that never sent any is fresh.</summary>
    public static bool IsLate(TaskManagerFacts manager, ClusterFacts cluster) =>
        manager.LastHeartbeatMs.TryGet(out var heartbeat)
        && heartbeat > 0
        && cluster.HeartbeatAgeMs(heartbeat) > (long)LateHeartbeat.TotalMilliseconds;

    internal static ImmutableList<ClusterSample> Push(ImmutableList<ClusterSample> earlier, ClusterSample sample)
    {
        if (earlier.Count > 0 && sample.TaskManagers is { } count && earlier[0].TaskManagers == count)
        {
            sample = sample with { TaskManagersSince = earlier[0].TaskManagersSince };
        }

        earlier = earlier.Insert(0, sample);
        return earlier.Count > MaxSamples ? earlier.RemoveAt(earlier.Count - 1) : earlier;
    }
}
