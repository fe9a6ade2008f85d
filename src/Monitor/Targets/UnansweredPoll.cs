using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.Monitor.Targets;

/// <summary>A look that brought nothing at all, for when not even the reader could say why.</summary>
internal static class UnansweredPoll
{
    public static ClusterSnapshot Of(TargetAccess access, DateTimeOffset startedAt, TimeSpan elapsed, Failure failure) => new()
    {
        Access = access,
        StartedAt = startedAt,
        Elapsed = elapsed,
        Config = Reading<DashboardConfiguration>.Failed("/config", startedAt, elapsed, failure),
        Overview = Reading<ClusterOverview>.Failed("/overview", startedAt, elapsed, failure),
        JobManagerConfiguration = Reading<IReadOnlyList<ConfigurationEntry>>.Failed("/jobmanager/config", startedAt, elapsed, failure),
        TaskManagers = Reading<TaskManagerList>.Failed("/taskmanagers", startedAt, elapsed, failure),
        JobIds = Reading<JobIdList>.Failed("/jobs", startedAt, elapsed, failure),
        JobsOverview = Reading<JobsOverview>.Failed("/jobs/overview", startedAt, elapsed, failure),
        Jobs = [],
        Exchanges = [],
    };
}
