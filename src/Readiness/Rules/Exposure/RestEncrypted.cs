using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Exposure;

/// <summary>
/// Whether the REST port speaks TLS, by itself or behind the https address it is asked at. What answered decides: a port that answers plain http speaks no TLS,
/// whatever a key says. Only where a recording or a sidecar stands between does the configuration count.
/// </summary>
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
        var access = cluster.Access;
        if (!access.IsRecording && access.IsEncrypted)
        {
            return new Verdict.Pass(RestTls.IsOn(cluster.Configuration) ? "The cluster answers over https." : "The cluster answers over https: something in front of it speaks TLS.");
        }

        var enabled = RestTls.Switch(cluster.Configuration);
        var isShown = !access.IsRecording && !access.IsLoopback;
        if (!isShown && RestTls.IsOn(cluster.Configuration))
        {
            return new Verdict.Pass($"The REST port speaks TLS ({enabled.Field}).", Complete: enabled.Certainty == Certainty.Proven);
        }

        return Verdict.Failed(new Finding
        {
            Message = Message(cluster, enabled, isShown),
            Severity = context.Severity,

            // A proxy may stand in front of a cluster that was recorded, or that others reach at another address.
            Certainty = access.IsRecording ? Certainty.Inferred : Certainty.Proven,
            Resource = Resource.Cluster,
            Evidence = access.IsRecording ? [enabled.Evidence] : [cluster.ConnectionEvidence(), enabled.Evidence],
            Remediation = Remediation(cluster, isShown),
        });
    }

    private static string Message(ClusterFacts cluster, Fact<string> enabled, bool isShown)
    {
        var key = enabled.IsKnown ? $" ({enabled.Field}: {enabled.Or(string.Empty)})" : string.Empty;
        return (isShown ? $"The cluster answers over plain http, so the port that was asked speaks no TLS{key}." : enabled.IsKnown ? $"The REST port speaks no TLS{key}." : "The REST port speaks no TLS: no key of the configuration switches it on.")
            + RestTls.Note(cluster);
    }

    private static string Remediation(ClusterFacts cluster, bool isShown) => isShown && RestTls.IsOn(cluster.Configuration)
        ? "The configuration switches TLS on, and the port that was asked answers without it: something in front of the JobManager takes it away. Let that speak TLS as well, and let nothing reach it without."
        : Remedy.Configuration(cluster, (FlinkOptions.RestSslEnabled, "true")) + "\nwith a key store (security.ssl.rest.keystore and its passwords), or let a proxy speak TLS in front of the port.";
}
