using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace FlinkReady.FlinkClient.Transport;

/// <summary>Checks the server's certificate and remembers, in words, why the last one was refused.</summary>
internal sealed class CertificateCheck(TlsSettings settings, X509Certificate2Collection? authorities, MetCertificate met)
{
    private volatile string? _problem;
    private volatile bool _isCertificateDemanded;

    /// <summary>Why the last certificate was refused; null where it was accepted, or none was seen.</summary>
    public string? Problem => _problem;

    /// <summary>True where a client certificate is shown to those who ask for it.</summary>
    public bool HasClientCertificate => settings.CertificateFile is not null;

    /// <summary>True where the server asked for a client certificate and there is none to show.</summary>
    public bool IsCertificateDemanded => _isCertificateDemanded;

    /// <summary>Notes that the server asks for a certificate; shows none. Called once before the handshake, and again where the server asks.</summary>
    public X509Certificate SelectNone(
        object sender, string targetHost, X509CertificateCollection localCertificates, X509Certificate? remoteCertificate, string[] acceptableIssuers)
    {
        _isCertificateDemanded = remoteCertificate is not null || acceptableIssuers.Length > 0;
        return null!;
    }

    public bool IsAccepted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        _problem = settings.InsecureSkipVerify ? null : FindProblem(certificate as X509Certificate2, chain, errors);
        if (_problem is null && certificate is X509Certificate2 accepted)
        {
            met.Meet(accepted, chain);
        }

        return _problem is null;
    }

    private string? FindProblem(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null || chain is null)
        {
            return "the server showed no certificate";
        }

        if (!IsTrusted(certificate, chain, errors))
        {
            return DescribeChain(certificate, chain);
        }

        var isNamed = settings.ServerName is { } name ? certificate.MatchesHostname(name) : !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch);
        return isNamed
            ? null
            : "the server's certificate is for another host: check the URL, or set tls.serverName to a name in the certificate";
    }

    private bool IsTrusted(X509Certificate2 certificate, X509Chain chain, SslPolicyErrors errors)
    {
        if (authorities is null)
        {
            return !errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors);
        }

        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Clear();
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        return chain.Build(certificate);
    }

    private static string DescribeChain(X509Certificate2 certificate, X509Chain chain)
    {
        var status = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        if (status.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            return $"the server's certificate, or one above it, is not valid now (it names {certificate.NotBefore.ToUniversalTime():yyyy-MM-dd} to {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd})";
        }

        if ((status & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotSignatureValid)) != 0)
        {
            return "the server's certificate is not signed by a trusted authority: set tls.caFile to the authority's certificate";
        }

        return $"the server's certificate is not acceptable ({FlinkErrors.ShowLine(status.ToString())})";
    }
}
