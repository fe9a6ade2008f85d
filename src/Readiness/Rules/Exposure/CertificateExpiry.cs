using System.Globalization;
using FlinkReady.FlinkModel.Options;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Exposure;

/// <summary>How long the certificate of the REST address still holds. Nothing is asked for it: the connection that was read from showed it.</summary>
internal sealed class CertificateExpiry : ClusterRule
{
    private static readonly RuleSetting<TimeSpan> MinRemaining = RuleSetting.OfDuration(
        "minRemaining", TimeSpan.FromDays(14), TimeSpan.Zero, TimeSpan.FromDays(365), "How long it must hold still.");

    private static readonly RuleSetting<TimeSpan> MinRemainingUrgent = RuleSetting.OfDuration(
        "minRemainingUrgent", TimeSpan.FromDays(3), TimeSpan.Zero, TimeSpan.FromDays(365), "From when on it is urgent.");

    private static readonly RuleSetting<Severity> SeverityUrgent = RuleSetting.OfSeverity("severityUrgent", Severity.Critical, "Less is left than `minRemainingUrgent`, or it has ended.");

    /// <summary>The rule.</summary>
    public CertificateExpiry()
        : base(new RuleDescriptor
        {
            Id = "certificate-expiry",
            Scope = RuleScope.Cluster,
            Category = RuleCategory.Exposure,
            Severity = Severity.Warning,
            Title = "The REST certificate still holds for a while",
            Why = "When it ends, clients, the web interface, the operator and this monitor can no longer connect: no job can be started, stopped or looked at.",
            Fix = "Renew the certificate, or mend what should have renewed it, and restart what loads it at its start only.",
            Needs = [],
            Settings = [MinRemaining, MinRemainingUrgent, SeverityUrgent],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(ClusterFacts cluster, ClusterRuleContext context)
    {
        if (!cluster.CertificateEnd.TryGet(out var end))
        {
            return cluster.Access.IsEncrypted ? Verdict.Undecidable("No certificate of the cluster was met: the connection goes through a proxy that speaks TLS itself.")
                : cluster.Access.IsRecording && cluster.Configuration.IsTrue(FlinkOptions.RestSslEnabled) ? Verdict.Undecidable("The REST port speaks TLS, and the recording does not hold its certificate.")
                : new Verdict.NotApplicable(cluster.Access.IsRecording ? "The recording holds no certificate." : "The cluster is asked without TLS.");
        }

        var left = end - cluster.Now;
        var day = end.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
        if (left >= context.Get(MinRemaining))
        {
            return new Verdict.Pass($"The certificate holds until {day}.");
        }

        var whose = cluster.IsServersCertificate ? "The REST certificate" : $"A certificate above the REST certificate ({Text.Name(cluster.CertificateSubject.Or(string.Empty))})";
        return Verdict.Failed(new Finding
        {
            Message = left > TimeSpan.Zero ? $"{whose} ends in {Text.Duration(left)}, on {day}." : $"{whose} ended on {day}: whoever checks it can't connect any more.",
            Severity = left < context.Get(MinRemainingUrgent) ? context.Get(SeverityUrgent) : context.Severity,
            Resource = Resource.Cluster,
            Evidence = [cluster.CertificateEnd.Evidence, cluster.CertificateSubject.Evidence],
            Remediation = Remediation(cluster),
        });
    }

    private static string Remediation(ClusterFacts cluster)
    {
        var renew = cluster.IsServersCertificate ? "Renew the certificate" : "Renew the authority's certificate, and those that it signed,";
        return cluster.Configuration.IsTrue(FlinkOptions.RestSslEnabled)
            ? $"{renew} in the key store of security.ssl.rest.keystore (or security.ssl.keystore), and restart the JobManagers: Flink loads it at its start."
            : $"{renew} of what speaks TLS in front of the REST port: the ingress, proxy or sidecar.";
    }
}
