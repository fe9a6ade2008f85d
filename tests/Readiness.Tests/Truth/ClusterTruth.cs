using FlinkReady.Readiness.Verdicts;
using Level = FlinkReady.Readiness.Verdicts.Severity;

namespace FlinkReady.Readiness.Tests.Truth;

/// <summary>What follows for a cluster from how it was started, for the rules that <see cref="Expectation"/> doesn't name.</summary>
internal static class ClusterTruth
{
    private const string Cluster = "/jobmanager/config";

    // A minor release gets fixes until the second one after it appears, 1.20 for two years (downloads page and FLIP-458): when the
    // recordings were made, at the end of 2026, that left 2.2 and 2.3.
    private static readonly string[] Maintained = ["2.2.", "2.3."];

    /// <summary>The expectations.</summary>
    public static IEnumerable<Expectation> Of(RecordedCluster cluster)
    {
        yield return new("flink-version", cluster.Version is var version && Maintained.Any(minor => version.StartsWith(minor, StringComparison.Ordinal)) ? CheckStatus.Pass : CheckStatus.Fail, Level.Warning, "/overview");
        yield return cluster.HasTls
            ? new("rest-encrypted", CheckStatus.Pass, null, Cluster)
            : new("rest-encrypted", CheckStatus.Fail, Level.Info, Cluster);

        // None of these recordings holds a certificate.
        yield return new("certificate-expiry", cluster.HasTls ? CheckStatus.Unknown : CheckStatus.NotApplicable, null, Cluster);

        // A recording does not say from where it was made; an application cluster takes no jobs from anybody.
        yield return cluster.IsApplication
            ? new("web-submit-exposed", CheckStatus.NotApplicable, null, Cluster, "/config")
            : new("web-submit-exposed", CheckStatus.Unknown, null);
        yield return cluster.IsAdaptive
            ? new("failover-strategy", CheckStatus.NotApplicable, null, Cluster)
            : new("failover-strategy", cluster.Given("jobmanager.execution.failover-strategy") == "full" ? CheckStatus.Fail : CheckStatus.Pass, Level.Info, Cluster);

        foreach (var expectation in OfZooKeeper(cluster))
        {
            yield return expectation;
        }

        // No two jobs of a recording have a name in common.
        Assert.Equal(cluster.Jobs.Count, cluster.Jobs.Values.Select(job => job.Name).Distinct(StringComparer.Ordinal).Count());
        yield return new("job-duplicate", CheckStatus.Pass, null, "/jobs/overview");

        // Flink shows applications from 2.3 on; in a session cluster each of them is one job.
        yield return !cluster.Version.StartsWith("2.3.", StringComparison.Ordinal)
            ? new("application-failed", CheckStatus.NotApplicable, null, "/overview")
            : new("application-failed", cluster.IsApplication ? CheckStatus.Pass : CheckStatus.NotApplicable, null, "/applications/overview");

        // Whoever was killed had jobs that high availability took up again; one look alone can't tell.
        yield return cluster.IsApplication
            ? new("jobs-lost", CheckStatus.NotApplicable, null, Cluster, "/jobs/overview")
            : new("jobs-lost", CheckStatus.Pass, null, Cluster, "/jobs/overview") { MayBeUnknown = true };
        yield return cluster.HasHighAvailability
            ? new("jobmanager-split", CheckStatus.NotApplicable, null, Cluster)
            : new("jobmanager-split", CheckStatus.Pass, null, Cluster) { MayBeUnknown = true };

        // Only Flink's own failure would leave a job out; a TaskManager that was killed is listed for 20 s, less than the rule's 30, and
        // some recordings begin before the first one is there.
        yield return new("jobs-complete", CheckStatus.Pass, null, "/jobs/overview", "/jobs");
        yield return new("heartbeat-late", CheckStatus.Pass, null, "/taskmanagers") { Or = [CheckStatus.NotApplicable] };

        // It takes five minutes of one size, which no recording lasts. Free slots of a second TaskManager decide at once, and what can't
        // be short of a TaskManager neither needs them.
        Assert.True(cluster.Length < TimeSpan.FromMinutes(5));
        yield return new("taskmanager-lost", CheckStatus.Unknown, null) { Or = [CheckStatus.NotApplicable] };
        yield return new("taskmanager-redundancy", CheckStatus.Unknown, null) { Or = cluster.TaskManagersStarted > 1 ? [CheckStatus.NotApplicable, CheckStatus.Pass] : [CheckStatus.NotApplicable] };
    }

    private static IEnumerable<Expectation> OfZooKeeper(RecordedCluster cluster)
    {
        if (!cluster.HasHighAvailability)
        {
            yield return new("ha-zookeeper-quorum", CheckStatus.NotApplicable, null, Cluster);
            yield return new("ha-cluster-id", CheckStatus.NotApplicable, null, Cluster);
            yield break;
        }

        // One host: it may stand for an ensemble.
        var servers = cluster.Given("high-availability.zookeeper.quorum", "recovery.zookeeper.quorum")!.Split(',').Length;
        yield return servers == 1 ? new("ha-zookeeper-quorum", CheckStatus.Unknown, null)
            : new("ha-zookeeper-quorum", servers % 2 == 0 ? CheckStatus.Fail : CheckStatus.Pass, Level.Warning, Cluster);

        // All recorded clusters are standalone.
        yield return new("ha-cluster-id", cluster.Given("high-availability.cluster-id") is null ? CheckStatus.Fail : CheckStatus.Pass, Level.Info, Cluster);
    }
}
