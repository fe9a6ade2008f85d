using System.Globalization;
using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Availability;

/// <summary>The number of ZooKeeper servers. An even one survives no more failures than one server fewer.</summary>
internal sealed class HaZooKeeperQuorum : ClusterRule
{
    /// <summary>The rule.</summary>
    public HaZooKeeperQuorum()
        : base(new RuleDescriptor
        {
            Id = "ha-zookeeper-quorum",
            Scope = RuleScope.Cluster,
            Category = RuleCategory.Availability,
            Severity = Severity.Warning,
            Title = "The ZooKeeper ensemble has an odd number of servers",
            Why = "ZooKeeper needs a majority: with an even number of servers it survives no more failures than with one server fewer, and loses a majority more easily.",
            Fix = "Run three or five ZooKeeper servers and list each of them in high-availability.zookeeper.quorum.",
            Needs = [JobManagerConfiguration.Key],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(ClusterFacts cluster, ClusterRuleContext context)
    {
        if (HighAvailability.ModeOf(cluster.Configuration) != HighAvailabilityMode.ZooKeeper)
        {
            return new Verdict.NotApplicable("High availability does not use ZooKeeper.");
        }

        var quorum = cluster.Configuration.Find(FlinkOptions.ZooKeeperQuorum);
        var servers = Servers(quorum.Or(string.Empty));
        switch (servers.Count)
        {
            case 0:
                return Verdict.Undecidable($"No key of the configuration names the ZooKeeper servers ({quorum.Field}).");
            case 1:
                return Verdict.Undecidable("One ZooKeeper address is configured: one server, or a name that stands for an ensemble. Listing every server would decide it.");
        }

        return servers.Count % 2 == 1
            ? new Verdict.Pass($"{servers.Count} ZooKeeper servers.")
            : Verdict.Failed(new Finding
            {
                Message = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{servers.Count} ZooKeeper servers: an even number survives the loss of {(servers.Count / 2) - 1}, no more than {servers.Count - 1} would."),
                Severity = context.Severity,
                Resource = Resource.Cluster,
                Evidence = [quorum.Evidence],
                Remediation = Remedy.Configuration(
                    cluster,
                    (FlinkOptions.ZooKeeperQuorum, string.Join(',', Enumerable.Range(1, servers.Count + 1).Select(number => $"<host{number}>:2181")))),
            });
    }

    // "h1:2181,h2:2181,h3:2181/chroot", in brackets where it was written as a list.
    private static HashSet<string> Servers(string quorum)
    {
        var text = quorum.Trim().TrimStart('[').TrimEnd(']');
        var chroot = text.IndexOf('/', StringComparison.Ordinal);
        return (chroot < 0 ? text : text[..chroot])
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
