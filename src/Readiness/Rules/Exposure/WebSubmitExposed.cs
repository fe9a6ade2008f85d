using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Exposure;

/// <summary>
/// A session cluster that answers anybody: whoever reaches its REST port can run code, by <c>/jars</c>, and by <c>POST /jobs</c> even where
/// jar submission is switched off. What answered decides: a monitor that needed no certificate met no demand for one, whatever a key says.
/// </summary>
internal sealed class WebSubmitExposed : ClusterRule
{
    private static readonly RuleSetting<Severity> SeverityPlain = RuleSetting.OfSeverity("severityPlain", Severity.Critical, "And it answers without TLS.");

    /// <summary>The rule.</summary>
    public WebSubmitExposed()
        : base(new RuleDescriptor
        {
            Id = "web-submit-exposed",
            Scope = RuleScope.Cluster,
            Category = RuleCategory.Exposure,
            Severity = Severity.Warning,
            Title = "Not everybody can submit jobs",
            Why = "A job is code: whoever reaches the REST port of a session cluster runs what he likes with the rights of Flink's processes.",
            Fix = "Demand client certificates (security.ssl.rest.authentication-enabled), or let only known callers reach the port (NetworkPolicy, a proxy that authenticates).",
            Needs = [JobManagerConfiguration.Key],
            Settings = [SeverityPlain],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(ClusterFacts cluster, ClusterRuleContext context)
    {
        if (cluster.IsApplication)
        {
            return new Verdict.NotApplicable("An application cluster takes no other jobs.");
        }

        var access = cluster.Access;
        if ((access.IsRecording || access.IsLoopback || (access.IsEncrypted && access.HasCredentials)) && RestTls.DemandsCertificates(cluster.Configuration))
        {
            return new Verdict.Pass("The REST port demands a client certificate.", Complete: cluster.Configuration.Find(FlinkOptions.RestSslAuthentication).Certainty == Certainty.Proven);
        }

        if (access.IsRecording)
        {
            return Verdict.Undecidable("A recording does not tell who could reach the cluster, nor with what credentials it was asked.");
        }

        if (access.HasCredentials)
        {
            return new Verdict.Pass("The cluster is asked with credentials; whether it answers without any was not tried.", Complete: false);
        }

        if (access.IsLoopback)
        {
            return new Verdict.NotApplicable("The cluster is asked on the loopback address: who else reaches it can't be seen from there.");
        }

        var plain = !access.IsEncrypted;
        return Verdict.Failed(new Finding
        {
            Message = $"The session cluster answers on {access.Address} without credentials{(plain ? " and without TLS" : string.Empty)}: whoever reaches that address can submit jobs, that is, run code.{RestTls.Note(cluster)}",
            Severity = plain ? context.Get(SeverityPlain) : context.Severity,
            Resource = Resource.Cluster,
            Evidence =
            [
                cluster.ConnectionEvidence(),
                cluster.Configuration.Find(FlinkOptions.RestSslAuthentication).Evidence,
                RestTls.Switch(cluster.Configuration).Evidence,
                .. cluster.WebSubmit.IsKnown ? [cluster.WebSubmit.Evidence] : Array.Empty<Evidence>(),
            ],
            Remediation = Remediation(cluster),
        });
    }

    private static string Remediation(ClusterFacts cluster)
    {
        var mutual = RestTls.DemandsCertificates(cluster.Configuration)
            ? "The configuration demands client certificates, and the address that was asked answers without one: something in front of the JobManager holds it. Let that ask its callers who they are,\n"
            : Remedy.Configuration(cluster, [.. RestTls.IsOn(cluster.Configuration) ? [] : new[] { (FlinkOptions.RestSslEnabled, "true") }, (FlinkOptions.RestSslAuthentication, "true")]) + "\nwith a key store and a trust store (security.ssl.rest.keystore, security.ssl.rest.truststore);\n";
        return cluster.Deployment is Deployment.KubernetesOperator or Deployment.NativeKubernetes
            ? mutual + "or a NetworkPolicy that lets only the operator and known callers reach the REST service. Leave web.submit.enable as it is: the operator submits through it."
            : mutual + "or put a proxy that authenticates in front of the port and let nothing else reach it. Switching web.submit.enable off is not enough: POST /jobs stays open.";
    }
}
