using System.Text.Json;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.Readiness.Tests.FleetRules;

/// <summary>A look at a cluster of a fleet, made by hand: its configuration and its jobs.</summary>
internal sealed record FleetLook
{
    /// <summary>The moment of the looks, unless one says another.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    public required string Name { get; init; }

    public DateTimeOffset At { get; init; } = Noon;

    public Dictionary<string, string>? Keys { get; init; } = new()
    {
        ["high-availability.type"] = "zookeeper",
        ["high-availability.zookeeper.quorum"] = "z1:2181,z2:2181,z3:2181",
        ["high-availability.cluster-id"] = "orders",
    };

    /// <summary>Job ids by one digit, each with its start, hours before noon, and where its last checkpoint lies.</summary>
    public (char Id, double HoursAgo, string? Checkpoint)[] Jobs { get; init; } = [];

    public string[] TaskManagers { get; init; } = [];

    public bool IsDown { get; init; }

    public string Address { get; init; } = "recording";

    public bool IsLive { get; init; }

    public static FleetLook Of(string name, char job, double hoursAgo = 24) => new() { Name = name, Jobs = [(job, hoursAgo, null)] };

    public FleetLook With(params (string Key, string? Value)[] changes)
    {
        var keys = new Dictionary<string, string>(Keys!);
        foreach (var (key, value) in changes)
        {
            keys.Remove(key);
            if (value is not null)
            {
                keys[key] = value;
            }
        }

        return this with { Keys = keys };
    }

    public ClusterSnapshot ToSnapshot()
    {
        var overviews = Jobs.Select(job => new JobOverview(new string(job.Id, 32), $"job-{job.Id}", "RUNNING", StartOf(job.HoursAgo), -1, StartOf(job.HoursAgo), null, null)).ToList();
        var failure = new Failure(FailureReason.Timeout, 0, "no answer");
        Reading[] readings = IsDown
            ? [Reading<JobsOverview>.Failed(JobsOverview.Key, JobsOverview.Key.Template, At, TimeSpan.Zero, failure)]
            :
            [
                Answer(JobsOverview.Key, new JobsOverview([.. overviews])),
                Answer(JobIdList.Key, new JobIdList([.. overviews.Select(job => new JobIdWithStatus(job.Id, job.State))])),
                Answer(TaskManagerList.Key, new TaskManagerList([.. TaskManagers.Select(id => new TaskManagerInfo(id, null, null, null, null))])),
                Keys is { } keys
                    ? Answer(JobManagerConfiguration.Key, (IReadOnlyList<ConfigurationEntry>)[.. keys.Select(key => new ConfigurationEntry(key.Key, key.Value))])
                    : Reading<IReadOnlyList<ConfigurationEntry>>.Failed(JobManagerConfiguration.Key, JobManagerConfiguration.Key.Template, At, TimeSpan.Zero, failure),
            ];
        return new ClusterSnapshot
        {
            Access = new TargetAccess(Address, false, false, false, IsRecording: !IsLive),
            StartedAt = At,
            Elapsed = TimeSpan.Zero,
            Readings = ReadingSet.Of(readings),
            Jobs = IsDown ? [] : [.. Jobs.Zip(overviews, (job, overview) => new JobSnapshot { Id = overview.Id, Overview = overview, ListedStatus = "RUNNING", Readings = Checkpoints(overview.Id, job.Checkpoint) })],
            Exchanges = [],
        };
    }

    private ReadingSet Checkpoints(string id, string? path) => path is null ? ReadingSet.Empty : ReadingSet.Of(Reading<CheckpointStatistics>.Of(
        CheckpointStatistics.Key,
        CheckpointStatistics.Key.PathOf(id),
        At,
        TimeSpan.Zero,
        new CheckpointStatistics(null, new LatestCheckpoints(CheckpointAt(path), null, null, null), [])));

    private static CheckpointEntry CheckpointAt(string path) =>
        JsonSerializer.Deserialize("{\"latest\":{\"completed\":{\"id\":7,\"status\":\"COMPLETED\",\"external_path\":\"" + path + "\"}}}", FlinkJson.Default.CheckpointStatistics)!.Latest!.Completed!;

    private Reading<T> Answer<T>(SourceKey<T> key, T value)
        where T : class => Reading<T>.Of(key, key.Template, At, TimeSpan.Zero, value);

    private static long StartOf(double hoursAgo) => Noon.AddHours(-hoursAgo).ToUnixTimeMilliseconds();
}
