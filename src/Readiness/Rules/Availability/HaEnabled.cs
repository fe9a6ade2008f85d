using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Availability;

/// <summary>
/// JobManager high availability. The mode is read from the configuration that the JobManager shows, in the spellings that its version reads; the key missing
/// there is the mode NONE, Flink's default.
/// </summary>
internal sealed class HaEnabled : ClusterRule
{
    /// <summary>The rule.</summary>
    public HaEnabled()
        : base(new RuleDescriptor
        {
            Id = "ha-enabled",
            Scope = RuleScope.Cluster,
            Category = RuleCategory.Availability,
            Severity = Severity.Critical,
            IsOnChecklist = true,
            Title = "JobManager high availability is on",
            Why = "Without high availability a lost JobManager loses every running job with its latest checkpoint pointer: nothing restarts them.",
            Fix = "Set high-availability.type to kubernetes or zookeeper, with a storage directory that every JobManager reaches.",
            Needs = [JobManagerConfiguration.Key],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(ClusterFacts cluster, ClusterRuleContext context)
    {
        var mode = cluster.Configuration.Find(FlinkOptions.HighAvailabilityType);
        if (HighAvailability.ModeOf(cluster.Configuration) != HighAvailabilityMode.None)
        {
            return new Verdict.Pass($"High availability is on ({mode.Field}: {mode.Or(string.Empty)}).{Spelling.Note(cluster, FlinkOptions.HighAvailabilityType)}", Complete: mode.Certainty == Certainty.Proven);
        }

        var lastState = cluster.Deployment == Deployment.KubernetesOperator ? " The operator cannot do a last-state upgrade without it, nor upgrade a job that is not running and takes no savepoint any more." : string.Empty;
        return Verdict.Failed(new Finding
        {
            Message = (mode.TryGet(out var value) ? $"JobManager high availability is off ({mode.Field}: {value})." : "JobManager high availability is off: no key of the configuration sets it.") + Spelling.Note(cluster, FlinkOptions.HighAvailabilityType) + lastState,
            Severity = context.Severity,
            Certainty = mode.Certainty,
            Resource = Resource.Cluster,
            Evidence = Spelling.Evidence(cluster, FlinkOptions.HighAvailabilityType),
            Remediation = Remediation(cluster),
        });
    }

    // What is set already stays as it is.
    private static string Remediation(ClusterFacts cluster)
    {
        (ConfigOption Option, string Value)[] settings = OnKubernetes(cluster)
            ? [(FlinkOptions.HighAvailabilityStorage, "s3://<bucket>/flink/ha")]
            : [(FlinkOptions.ZooKeeperQuorum, "<host1>:2181,<host2>:2181,<host3>:2181"), (FlinkOptions.HighAvailabilityStorage, "s3://<bucket>/flink/ha")];
        var mode = Spelling.Wanted(cluster, FlinkOptions.HighAvailabilityType, string.Empty);
        if (HighAvailability.ModeOf(mode) == HighAvailabilityMode.None)
        {
            mode = OnKubernetes(cluster) ? "kubernetes" : "zookeeper";
        }

        return Remedy.Configuration(cluster, [(FlinkOptions.HighAvailabilityType, mode), .. settings.Where(setting => !cluster.Configuration.Find(setting.Option).IsKnown)]);
    }

    private static bool OnKubernetes(ClusterFacts cluster) => cluster.Deployment is Deployment.KubernetesOperator or Deployment.NativeKubernetes;
}
