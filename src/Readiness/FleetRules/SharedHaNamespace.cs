using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.FleetRules;

/// <summary>
/// Clusters that keep their high availability data in one place: they elect one leader between them. Inferred: other names of the same servers hide it, and equal
/// names in two networks invent it.
/// </summary>
internal sealed class SharedHaNamespace : FleetRule
{
    /// <summary>The rule.</summary>
    public SharedHaNamespace()
        : base(new RuleDescriptor
        {
            Id = "shared-ha-namespace",
            Scope = RuleScope.Fleet,
            Category = RuleCategory.Availability,
            Severity = Severity.Critical,
            Title = "No two clusters share their high availability data",
            Why = "Two clusters with one place for their high availability data elect one leader for both, and recover each other's jobs.",
            Fix = "Give each cluster a high-availability.cluster-id, or a high-availability.zookeeper.path.root, of its own.",
            Needs = [JobManagerConfiguration.Key, JobsOverview.Key],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(FleetRuleContext context)
    {
        if (context.Members.Count < 2)
        {
            return new Verdict.NotApplicable("There is no second target to compare with.");
        }

        var unread = context.Members.Where(member => member.Facts is not { IsConfigurationRead: true }).ToList();
        var placed = context.Members.Where(member => member.Namespace is not null).ToList();
        var findings = new List<Finding>();
        var undecided = placed.Where(member => member.Namespace!.Keys.Count == 0).Select(member => $"{member.Name}: {member.Namespace!.Doubt}").ToList();
        foreach (var group in GroupsOf(context))
        {
            var clusters = ClustersOf(group);
            var apart = Apart(clusters, out var proofs);
            if (group.Select(member => member.Namespace!.Doubt).FirstOrDefault(doubt => doubt is not null) is { } doubt)
            {
                if (clusters.Count > 1)
                {
                    undecided.Add($"{Listing.Of(group)}: {doubt}");
                }
            }
            else if (apart.Count > 0)
            {
                findings.Add(Finding(apart, proofs, context));
            }
            else if (clusters.Count > 1)
            {
                undecided.Add($"{Listing.Of(group)}: they have one place for their high availability data, and no job tells whether they are one cluster or two");
            }
        }

        return VerdictOf(findings, undecided, unread, placed.Count);
    }

    private static Verdict VerdictOf(List<Finding> findings, List<string> undecided, List<FleetMember> unread, int placed)
    {
        var rest = unread.Count == 0 ? string.Empty : $" The configuration of {Listing.Of(unread)} was not read.";
        if (findings.Count > 0)
        {
            var message = findings.Count == 1 ? findings[0].Message : $"{findings.Count} groups of targets each share the place of their high availability data.";
            return new Verdict.Fail(message, findings, undecided.Count == 0 && unread.Count == 0);
        }

        if (undecided.Count > 0)
        {
            return Verdict.Undecidable($"{string.Join("; ", undecided)}.{rest}");
        }

        return placed < 2 && unread.Count > 0 ? Verdict.Unread($"The configuration of {Listing.Of(unread)} could not be read: whether a high availability place is shared can't be said.")
            : placed < 2 ? new Verdict.NotApplicable("No two targets have high availability by ZooKeeper or Kubernetes.")
            : new Verdict.Pass($"{placed} targets with high availability, no two clusters in one place.{rest}", unread.Count == 0);
    }

    // Targets that share a key, and those that share one with these: quorums that overlap are one ensemble.
    private static List<List<FleetMember>> GroupsOf(FleetRuleContext context)
    {
        var groups = new List<List<FleetMember>>();
        foreach (var shared in context.Shared.Where(shared => shared.Members[0].Namespace?.Keys.Contains(shared.Key) == true))
        {
            var joined = groups.Where(group => group.Intersect(shared.Members).Any()).ToList();
            groups.RemoveAll(joined.Contains);
            groups.Add([.. joined.SelectMany(group => group).Union(shared.Members).OrderBy(member => member.Name, StringComparer.Ordinal)]);
        }

        return groups;
    }

    private static List<List<FleetMember>> ClustersOf(List<FleetMember> group)
    {
        var clusters = new List<List<FleetMember>>();
        foreach (var member in group)
        {
            var same = clusters.Where(cluster => cluster.Exists(other => ClusterLikeness.Compare(member.Facts!, other.Facts!).Likeness == Likeness.One)).ToList();
            clusters.RemoveAll(same.Contains);
            clusters.Add([.. same.SelectMany(cluster => cluster), member]);
        }

        return clusters;
    }

    // The members of all clusters that are shown to be another one than some cluster of the group.
    private static List<FleetMember> Apart(List<List<FleetMember>> clusters, out List<Evidence> proofs)
    {
        proofs = [];
        var apart = new HashSet<FleetMember>();
        for (var first = 0; first < clusters.Count; first++)
        {
            for (var second = first + 1; second < clusters.Count; second++)
            {
                var proof = clusters[first].SelectMany(_ => clusters[second], (one, other) => ClusterLikeness.Compare(one.Facts!, other.Facts!).Proof).FirstOrDefault(found => found is not null);
                if (proof is not null)
                {
                    proofs.Add(proof);
                    apart.UnionWith(clusters[first]);
                    apart.UnionWith(clusters[second]);
                }
            }
        }

        return [.. apart.OrderBy(member => member.Name, StringComparer.Ordinal)];
    }

    private static Finding Finding(List<FleetMember> members, List<Evidence> proofs, FleetRuleContext context)
    {
        var place = members[0].Namespace!;
        var common = members.Select(member => member.Namespace!.Servers).Aggregate((one, other) => [.. one.Intersect(other, StringComparer.Ordinal)]);
        var servers = common.Count > 0 ? common : place.Servers;
        var storage = members.Select(member => member.Facts!.HighAvailabilityStorage.Or(string.Empty)).Distinct(StringComparer.Ordinal).ToList();
        var alsoStorage = storage is [{ Length: > 0 } directory] ? $", storage directory {Text.Name(directory)}" : string.Empty;
        return new Finding
        {
            Message = $"The targets {Listing.Of(members)} are not one cluster and keep their high availability data in one place: they elect one leader for all and recover each other's jobs. "
                + $"Equal are: ZooKeeper {string.Join(", ", servers)}, path {Text.Name(place.Place)}{alsoStorage}.",
            Severity = context.SeverityFor(members),
            Certainty = Certainty.Inferred,
            Resource = Resource.Fleet([.. members.Select(member => member.Name)]),
            Evidence = [.. members.SelectMany(member => EvidenceOf(member.Facts!)).Concat(proofs).Distinct()],
            Remediation = Remediation(members),
        };
    }

    private static IEnumerable<Evidence> EvidenceOf(FleetFacts facts) =>
        [facts.HighAvailabilityType.Evidence, facts.ZooKeeperQuorum.Evidence, facts.ZooKeeperRoot.Evidence, facts.HighAvailabilityClusterId.Evidence];

    // Flink's deployments on Kubernetes write the cluster id themselves, after the name that is unique in a namespace only.
    private static string Remediation(List<FleetMember> members)
    {
        const string caution = "The jobs of a cluster whose place changes are not recovered from the old one: stop them with a savepoint first, and start them from it.";
        var deployment = members[^1].Facts!.Deployment;
        var line = deployment is Deployment.KubernetesOperator or Deployment.NativeKubernetes
            ? "high-availability.zookeeper.path.root: /flink/<namespace>"
            : "high-availability.cluster-id: /<name-of-this-cluster>";
        return deployment == Deployment.KubernetesOperator
            ? $"{caution} Give all of them but one a place of its own in the FlinkDeployment:\nspec:\n  flinkConfiguration:\n    {line}"
            : $"{caution} Give all of them but one a place of its own in their configuration:\n{line}";
    }
}
