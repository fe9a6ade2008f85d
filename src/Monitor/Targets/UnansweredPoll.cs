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
        Readings = ReadingSet.Of(Reading<JobsOverview>.Failed(JobsOverview.Key, JobsOverview.Key.Template, startedAt, elapsed, failure)),
        Jobs = [],
        Exchanges = [],
    };
}
