using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Policies;

namespace FlinkReady.Readiness.Judging;

/// <summary>
/// What the verdicts on all jobs of a cluster rest on beside the jobs' own answers: what it is configured to be, and what it is judged by. Two looks with the
/// same grounds say the same of a job whose own answers did not change.
/// </summary>
internal sealed class ClusterGrounds
{
    private readonly ReadinessPolicy _policy;
    private readonly TargetAccess _access;
    private readonly DashboardConfiguration? _dashboard;
    private readonly string? _version;
    private readonly IReadOnlyList<ConfigurationEntry>? _configuration;
    private readonly (int Count, string? First, string? Poorest, SlotMemory Sums)? _taskManagers;
    private readonly int[] _waiversInForce;

    private ClusterGrounds(ReadinessPolicy policy, ClusterFacts cluster, DateTimeOffset wallClock)
    {
        var snapshot = cluster.Snapshot;
        _policy = policy;
        _access = snapshot.Access;
        _dashboard = snapshot.Config.Value;
        _version = snapshot.Overview.Value?.FlinkVersion;
        _configuration = snapshot.JobManagerConfiguration.Value;
        if (cluster.TaskManagerCount.TryGet(out var count))
        {
            _taskManagers = (count, count > 0 ? cluster.TaskManagers[0].Id : null, cluster.SlotMemory.Poorest?.Id, cluster.SlotMemory with { Poorest = null });
        }

        _waiversInForce = [.. Enumerable.Range(0, policy.Waivers.Count).Where(index => policy.Waivers[index].HoldsAt(wallClock))];
    }

    /// <summary>The grounds of a look: <paramref name="earlier"/> where they are the same, so that jobs tell by reference.</summary>
    public static ClusterGrounds Of(ReadinessPolicy policy, ClusterFacts cluster, DateTimeOffset wallClock, ClusterGrounds? earlier)
    {
        var grounds = new ClusterGrounds(policy, cluster, wallClock);
        return earlier is not null && grounds.AreSame(earlier) ? earlier : grounds;
    }

    // What was not read is not the same as anything: verdicts without it are as old as the look that had it.
    private bool AreSame(ClusterGrounds other) =>
        ReferenceEquals(_policy, other._policy)
        && _access == other._access
        && _dashboard is not null && _dashboard == other._dashboard
        && _version is not null && _version == other._version
        && _configuration is not null && other._configuration is not null
        && (ReferenceEquals(_configuration, other._configuration) || _configuration.SequenceEqual(other._configuration))
        && _taskManagers is not null && _taskManagers == other._taskManagers
        && _waiversInForce.AsSpan().SequenceEqual(other._waiversInForce);
}
