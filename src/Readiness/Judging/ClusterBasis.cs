using FlinkReady.FlinkModel.Deployments;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Sources;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Policies;

namespace FlinkReady.Readiness.Judging;

/// <summary>What the verdicts on all jobs of a cluster rest on beside the jobs' own readings: what it is configured to be, and what it is judged by.</summary>
internal static class ClusterBasis
{
    /// <summary>
    /// Changes with any of it. None where a part was not read: that is the same as nothing, and verdicts without it are as old as the poll that had it.
    /// </summary>
    public static Stamp StampOf(ReadinessPolicy policy, ClusterFacts cluster, DateTimeOffset wallClock)
    {
        var readings = cluster.Snapshot.Readings;
        var access = cluster.Access;
        var stamp = new StampBuilder().Add(policy.Stamp)
            .Add(access.Address).Add(access.IsEncrypted).Add(access.IsLoopback).Add(access.HasCredentials).Add(access.IsRecording)
            .Add(readings.Get(DashboardConfiguration.Key) is { Value: not null } dashboard ? dashboard.Stamp : Stamp.None)
            .Add(OfText(readings.Value(ClusterOverview.Key)?.FlinkVersion))
            .Add(readings.Get(JobManagerConfiguration.Key) is { Value: not null } configuration ? configuration.Stamp : Stamp.None)
            .Add(OfTaskManagers(cluster))
            .Add(OfDeclared(readings));
        for (var index = 0; index < policy.Waivers.Count; index++)
        {
            stamp = stamp.Add(policy.Waivers[index].HoldsAt(wallClock));
        }

        return stamp.ToStamp();
    }

    private static Stamp OfText(string? text) => text is null ? Stamp.None : new StampBuilder().Add(text).ToStamp();

    // What nobody declares is the same as before.
    private static Stamp OfDeclared(ReadingSet readings)
    {
        var stamp = new StampBuilder();
        stamp = readings.Find(DeploymentResource.Key) is { } resource ? stamp.Add(resource.Stamp) : stamp.Add(0L);
        stamp = readings.Find(DeclaredUpgradeMode.Key) is { } mode ? stamp.Add(mode.Stamp) : stamp.Add(0L);
        return stamp.ToStamp();
    }

    // Heartbeats and free slots change in every poll; what rules about jobs ask is how many there are and what their slots have of memory.
    private static Stamp OfTaskManagers(ClusterFacts cluster)
    {
        if (!cluster.TaskManagerCount.TryGet(out var count))
        {
            return Stamp.None;
        }

        var memory = cluster.SlotMemory;
        return new StampBuilder().Add((long)count).Add(count > 0 ? cluster.TaskManagers[0].Id : null)
            .Add(memory.Poorest?.Id).Add(memory.TaskHeap).Add(memory.Slots).Add(memory.LeastManaged).ToStamp();
    }
}
