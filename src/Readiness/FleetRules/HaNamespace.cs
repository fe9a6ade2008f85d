using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Rules;

namespace FlinkReady.Readiness.FleetRules;

/// <summary>
/// Where a cluster keeps its high availability data: what two clusters must not have in common. Spellings that mean one place are one here.
/// </summary>
internal sealed class HaNamespace
{
    // Flink joins the parts of the path without regard to slashes at their ends (ZooKeeperUtils.generateZookeeperPath).
    private const string DefaultRoot = "/flink";
    private const string DefaultClusterId = "/default";
    private const string DefaultKubernetesNamespace = "default";

    private HaNamespace(HighAvailabilityMode mode, string place, IReadOnlyList<string> servers, IReadOnlyList<string> keys, string? doubt)
    {
        Mode = mode;
        Place = place;
        Servers = servers;
        Keys = keys;
        Doubt = doubt;
    }

    /// <summary>ZooKeeper or Kubernetes.</summary>
    public HighAvailabilityMode Mode { get; }

    /// <summary>The whole path in ZooKeeper, such as <c>/flink/orders</c>; in Kubernetes namespace and cluster id.</summary>
    public string Place { get; }

    /// <summary>The ZooKeeper servers as host:port, sorted; empty for Kubernetes.</summary>
    public IReadOnlyList<string> Servers { get; }

    /// <summary>Two clusters that share one of these may share the place. One common server is enough: it belongs to one ensemble.</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>Why equal names need not be one place, null where they are as good as one.</summary>
    public string? Doubt { get; }

    /// <summary>That of a cluster; null without high availability, and where its kind or its configuration is not known.</summary>
    public static HaNamespace? Of(FleetFacts facts, TargetAccess access) => !facts.IsConfigurationRead ? null : HighAvailability.ModeOf(facts.HighAvailabilityType.Or(string.Empty)) switch
    {
        HighAvailabilityMode.ZooKeeper => OfZooKeeper(facts, access),
        HighAvailabilityMode.Kubernetes => OfKubernetes(facts),
        _ => null,
    };

    private static HaNamespace OfZooKeeper(FleetFacts facts, TargetAccess access)
    {
        var (servers, chroot) = ZooKeeperAddress.Read(facts.ZooKeeperQuorum.Or(string.Empty));
        if (servers.Count == 0)
        {
            return new HaNamespace(HighAvailabilityMode.ZooKeeper, string.Empty, [], [], "its configuration names no ZooKeeper server");
        }

        if (ClusterIdOf(facts) is not { } clusterId)
        {
            return new HaNamespace(HighAvailabilityMode.ZooKeeper, string.Empty, servers, [], "its deployment chose the cluster id, and no key shows it");
        }

        var path = ZooKeeperAddress.Join(chroot, facts.ZooKeeperRoot.Or(DefaultRoot), clusterId);
        var ownMachine = servers.Any(ZooKeeperAddress.IsLoopback);
        var machine = ownMachine && !access.IsRecording ? ZooKeeperAddress.MachineOf(access) : string.Empty;
        return new HaNamespace(
            HighAvailabilityMode.ZooKeeper,
            path,
            servers,
            [.. servers.Select(server => $"zookeeper {(ZooKeeperAddress.IsLoopback(server) ? machine + " " + server : server)} {path}")],
            ownMachine && access.IsRecording ? "localhost is another machine for each cluster, and a recording does not tell which" : null);
    }

    // Flink's own deployments set the cluster id; only a cluster that somebody starts by hand has the default.
    private static string? ClusterIdOf(FleetFacts facts) =>
        facts.HighAvailabilityClusterId.TryGet(out var own) ? own
        : facts.Deployment == Deployment.Standalone ? DefaultClusterId
        : facts.KubernetesClusterId.TryGet(out var kubernetes) ? kubernetes
        : null;

    private static HaNamespace OfKubernetes(FleetFacts facts)
    {
        if (!facts.KubernetesClusterId.TryGet(out var id) || id.Trim().Length == 0)
        {
            return new HaNamespace(HighAvailabilityMode.Kubernetes, string.Empty, [], [], "its configuration names no kubernetes.cluster-id");
        }

        var place = $"{facts.KubernetesNamespace.Or(DefaultKubernetesNamespace).Trim()}/{id.Trim()}";
        return new HaNamespace(HighAvailabilityMode.Kubernetes, place, [], [$"kubernetes {place}"], $"equal names in two Kubernetes clusters are two places, and nothing read here tells in which one they are ({Text.Name(place)})");
    }
}
