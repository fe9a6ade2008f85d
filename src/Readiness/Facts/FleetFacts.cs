using System.Text.RegularExpressions;
using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Facts;

/// <summary>The little of a look at a cluster that is held against looks at other clusters. Immutable; keeps no answer.</summary>
internal sealed partial class FleetFacts
{
    // Enough to find one that two lists share: the first by name of equal lists are the same.
    private const int MostTaskManagers = 32;

    /// <summary>Takes them from a cluster that answered.</summary>
    public FleetFacts(ClusterFacts cluster)
    {
        var configuration = cluster.Configuration;
        IsConfigurationRead = configuration.IsRead;
        Deployment = cluster.Deployment;
        HighAvailabilityType = configuration.Find(FlinkOptions.HighAvailabilityType);
        HighAvailabilityStorage = configuration.Find(FlinkOptions.HighAvailabilityStorage);
        HighAvailabilityClusterId = configuration.Find(FlinkOptions.HighAvailabilityClusterId);
        ZooKeeperQuorum = configuration.Find(FlinkOptions.ZooKeeperQuorum);
        ZooKeeperRoot = configuration.Find(FlinkOptions.ZooKeeperRoot);
        KubernetesClusterId = configuration.Find(FlinkOptions.KubernetesClusterId);
        KubernetesNamespace = configuration.Find(FlinkOptions.KubernetesNamespace);
        ListedAt = cluster.JobLists.ListedAt;
        ClockSkewMs = cluster.Access.IsRecording ? 0 : cluster.Jobs.Select(static job => job.ClockSkewMs).FirstOrDefault(static skew => skew is not null) ?? 0;
        Jobs = cluster.JobLists.ListedJobs();
        TaskManagers = [.. cluster.TaskManagers.Select(static manager => manager.Id).Where(static id => OwnId().IsMatch(id)).Order(StringComparer.Ordinal).Take(MostTaskManagers)];
        Checkpoints = [.. cluster.Jobs.Where(static job => !job.IsTerminal).Select(JobCheckpoint.Of).OfType<JobCheckpoint>()];
    }

    /// <summary>True where the configuration was read: only then does a missing key say something.</summary>
    public bool IsConfigurationRead { get; }

    /// <summary>How the cluster is deployed.</summary>
    public Deployment Deployment { get; }

    /// <summary>The kind of high availability.</summary>
    public Fact<string> HighAvailabilityType { get; }

    /// <summary>Where it keeps what does not fit into ZooKeeper.</summary>
    public Fact<string> HighAvailabilityStorage { get; }

    /// <summary>The cluster's own part of the path in ZooKeeper.</summary>
    public Fact<string> HighAvailabilityClusterId { get; }

    /// <summary>The ZooKeeper servers, with a path behind them where there is a common one.</summary>
    public Fact<string> ZooKeeperQuorum { get; }

    /// <summary>The path in ZooKeeper below which the clusters lie.</summary>
    public Fact<string> ZooKeeperRoot { get; }

    /// <summary>The cluster's name in its namespace.</summary>
    public Fact<string> KubernetesClusterId { get; }

    /// <summary>The namespace.</summary>
    public Fact<string> KubernetesNamespace { get; }

    /// <summary>When the jobs were listed, by our clock.</summary>
    public DateTimeOffset ListedAt { get; }

    /// <summary>How far the JobManager's clock is ahead of ours, milliseconds.</summary>
    public long ClockSkewMs { get; }

    /// <summary>Every job that was listed, also those that no target asks for.</summary>
    public IReadOnlyList<ListedJob> Jobs { get; }

    /// <summary>
    /// Ids of TaskManagers that are no other process's: Flink makes them of address, port and a random part, where the deployment gives no name (pods of two
    /// namespaces may have one name). The first of them where there are many.
    /// </summary>
    public IReadOnlyList<string> TaskManagers { get; }

    /// <summary>The last completed checkpoint of each live job that has one with an address.</summary>
    public IReadOnlyList<JobCheckpoint> Checkpoints { get; }

    [GeneratedRegex(":[0-9]+-[0-9a-f]{6}$", RegexOptions.CultureInvariant)]
    private static partial Regex OwnId();
}

/// <summary>Where the last completed checkpoint of a live job lies.</summary>
/// <param name="JobId">The job id.</param>
/// <param name="JobName">The job's name.</param>
/// <param name="StartTimeMs">When this run started, epoch milliseconds by the JobManager's clock.</param>
/// <param name="Path">The checkpoint, as Flink shows it.</param>
internal sealed record JobCheckpoint(string JobId, string JobName, long? StartTimeMs, string Path)
{
    /// <summary>Where the path was read.</summary>
    public Evidence Evidence => new(CheckpointStatistics.Key.PathOf(JobId), CheckpointingFacts.LatestExternalPathField, Path);

    /// <summary>That of a job, null where none has an address.</summary>
    public static JobCheckpoint? Of(JobFacts job) =>
        job.Checkpointing.LatestExternalPath.TryGet(out var path) && path.Contains('/', StringComparison.Ordinal)
            ? new JobCheckpoint(job.Id, job.Name, job.Snapshot.Overview?.StartTimeMs ?? job.StartTime?.ToUnixTimeMilliseconds(), path)
            : null;
}
