using System.Text.RegularExpressions;
using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Availability;

/// <summary>
/// The name under which a cluster keeps its data in ZooKeeper. Two standalone clusters with the default name take each other's jobs. Kubernetes deployments get a
/// name from the deployment; on YARN Flink takes the application's id where nobody set another (Flink: <c>YarnClusterDescriptor.setHAClusterIdIfNotSet</c>), and
/// one that was set by hand is shared by every application with that configuration.
/// </summary>
internal sealed partial class HaClusterId : ClusterRule
{
    private static readonly RuleSetting<Severity> SeverityShared = RuleSetting.OfSeverity(
        "severityShared", Severity.Warning, "On YARN somebody set the cluster id by hand, so that every application with that configuration shares it.");

    /// <summary>The rule.</summary>
    public HaClusterId()
        : base(new RuleDescriptor
        {
            Id = "ha-cluster-id",
            Scope = RuleScope.Cluster,
            Category = RuleCategory.Availability,
            Severity = Severity.Info,
            Title = "The cluster has a name of its own in ZooKeeper",
            Why = "Two clusters that share a ZooKeeper under one name, such as the default of standalone ones, elect one leader for both and recover each other's jobs.",
            Fix = "Set high-availability.cluster-id to a name of its own for each standalone cluster; on YARN remove it, and Flink takes the application's id.",
            Needs = [JobManagerConfiguration.Key],
            Settings = [SeverityShared],
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

        var id = cluster.Configuration.Find(FlinkOptions.HighAvailabilityClusterId);
        if (cluster.Deployment == Deployment.Yarn && id.TryGet(out var shared))
        {
            return OnYarn(cluster, context, id, shared);
        }

        if (cluster.Deployment != Deployment.Standalone)
        {
            return new Verdict.NotApplicable("The deployment sets the cluster id.");
        }

        if (id.TryGet(out var value) && value.Trim().Trim('/') is not ("" or "default"))
        {
            return new Verdict.Pass($"The cluster has an id of its own ({id.Field}: {value}).", Complete: id.Certainty == Certainty.Proven);
        }

        return Verdict.Failed(new Finding
        {
            Message = id.IsKnown
                ? $"The cluster keeps its data in ZooKeeper under the default name ({id.Field}: {value}): another cluster there would take its jobs."
                : "No key of the configuration names the cluster in ZooKeeper: it keeps its data under /default, and another cluster there would take its jobs.",
            Severity = context.Severity,
            Certainty = id.Certainty,
            Resource = Resource.Cluster,
            Evidence = [id.Evidence],
            Remediation = Remedy.Configuration(cluster, (FlinkOptions.HighAvailabilityClusterId, "/<name-of-this-cluster>")),
        });
    }

    private static Verdict OnYarn(ClusterFacts cluster, ClusterRuleContext context, Fact<string> id, string value) => ApplicationId().IsMatch(value.Trim().Trim('/'))
        ? new Verdict.NotApplicable("YARN gives each application an id of its own.")
        : Verdict.Failed(new Finding
        {
            Message = $"The cluster id in ZooKeeper was set by hand ({id.Field}: {value}): every YARN application with this configuration keeps its data under it and takes the others' jobs.",
            Severity = context.Get(SeverityShared),
            Certainty = id.Certainty,
            Resource = Resource.Cluster,
            Evidence = [id.Evidence],
            Remediation = $"Remove {id.Field} {Remedy.Place(cluster)}: Flink then takes the id of the YARN application.",
        });

    [GeneratedRegex(@"^application_\d+_\d+$", RegexOptions.CultureInvariant)]
    private static partial Regex ApplicationId();
}
