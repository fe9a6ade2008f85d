using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Exposure;

/// <summary>Whether the REST port speaks TLS, by itself or behind the https address it is asked at.</summary>
internal sealed class RestEncrypted : ClusterRule
{
    /// <summary>The rule.</summary>
    public RestEncrypted()
        : base(new RuleDescriptor
        {
            Id = "rest-encrypted",
            Scope = RuleScope.Cluster,
            Category = RuleCategory.Exposure,
            Severity = Severity.Info,
            Title = "The REST port speaks TLS",
            Why = "Without TLS jars, configuration and job submissions cross the network readable, and can be changed on the way.",
            Fix = "Set security.ssl.rest.enabled with a key store, or let a proxy speak TLS in front of the port.",
            Needs = [JobManagerConfiguration.Key],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(ClusterFacts cluster, ClusterRuleContext context)
    {
        var enabled = cluster.Configuration.Find(FlinkOptions.RestSslEnabled);
        if (cluster.Configuration.IsTrue(FlinkOptions.RestSslEnabled))
        {
            return new Verdict.Pass($"The REST port speaks TLS ({enabled.Field}).");
        }

        if (cluster.Access.IsEncrypted)
        {
            return new Verdict.Pass("The cluster is asked over https: something in front of it speaks TLS.");
        }

        return Verdict.Failed(new Finding
        {
            Message = enabled.IsKnown ? $"The REST port speaks no TLS ({enabled.Field}: {enabled.Or(string.Empty)})." : "The REST port speaks no TLS: no key of the configuration switches it on.",
            Severity = context.Severity,

            // A proxy may stand in front of a cluster that was recorded, or that others reach at another address.
            Certainty = cluster.Access.IsRecording ? Certainty.Inferred : Certainty.Proven,
            Resource = Resource.Cluster,
            Evidence = [enabled.Evidence],
            Remediation = Remedy.Configuration(cluster, (FlinkOptions.RestSslEnabled, "true")) + "\nwith a key store (security.ssl.rest.keystore and its passwords), or let a proxy speak TLS in front of the port.",
        });
    }
}
