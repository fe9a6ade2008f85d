using FlinkReady.Readiness.Facts;

namespace FlinkReady.Readiness.Rules.Availability;

/// <summary>
/// JobManager high availability. The mode is read from the configuration that the JobManager shows; the key missing there is the
/// mode NONE, Flink's default (Flink: <c>HighAvailabilityMode.fromConfig</c>; <c>standalone</c> is an old word for NONE, any text that is no
/// known mode is the class of a factory).
/// </summary>
public sealed class HaEnabled : ClusterRule
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
            Needs = Evidences.ClusterConfiguration,
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(ClusterFacts cluster, ClusterRuleContext context)
    {
        var mode = cluster.Configuration.Find(FlinkOptions.HighAvailabilityType);
        if (mode.TryGet(out var value) && !IsNone(value))
        {
            return new Verdict.Pass($"High availability is on ({mode.Field}: {value}).");
        }

        var lastState = cluster.Deployment == Deployment.KubernetesOperator ? " The operator cannot do a last-state upgrade without it." : string.Empty;
        return Verdict.Failed(new Finding
        {
            Message = (mode.IsKnown ? $"JobManager high availability is off ({mode.Field}: {value})." : "JobManager high availability is off: no key of the configuration sets it.") + lastState,
            Severity = context.Severity,
            Resource = Resource.Cluster,
            Evidence = [mode.Evidence],
            Remediation = Remedy.Configuration(
                cluster,
                (FlinkOptions.HighAvailabilityType, cluster.Deployment is Deployment.KubernetesOperator or Deployment.NativeKubernetes ? "kubernetes" : "zookeeper"),
                (FlinkOptions.HighAvailabilityStorage, "s3://<bucket>/flink/ha")),
        });
    }

    private static bool IsNone(string mode) =>
        mode.Trim() is var text && (text.Length == 0 || text.Equals("NONE", StringComparison.OrdinalIgnoreCase) || text.Equals("standalone", StringComparison.OrdinalIgnoreCase));
}
