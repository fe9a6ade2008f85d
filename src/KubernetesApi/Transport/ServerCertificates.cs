using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FlinkReady.KubernetesApi.Access;

namespace FlinkReady.KubernetesApi.Transport;

/// <summary>Checks the API server's certificate against the authorities as their file holds them now, and remembers in words why one was refused.</summary>
internal sealed class ServerCertificates(ApiAccess access)
{
    private volatile string? _problem;

    /// <summary>Why the last certificate was refused; null where it was accepted, or none was seen.</summary>
    public string? Problem => _problem;

    private string Unusable => $"the authorities ({access.Authorities}) are no usable PEM certificates";

    public bool IsAccepted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        _problem = access.SkipsVerification ? null : FindProblem(certificate as X509Certificate2, chain, errors);
        return _problem is null;
    }

    private string? FindProblem(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null || chain is null)
        {
            return "the API server showed no certificate";
        }

        if (!IsTrusted(certificate, chain, errors, out var problem))
        {
            return problem ?? "the API server's certificate is not signed by the authority that the service account or kubeconfig names";
        }

        var isNamed = access.ServerName is { } name ? certificate.MatchesHostname(name) : !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch);
        return isNamed ? null : $"the API server's certificate is for another host than {access.ServerName ?? access.Server.Host}";
    }

    private bool IsTrusted(X509Certificate2 certificate, X509Chain chain, SslPolicyErrors errors, out string? problem)
    {
        problem = null;
        if (access.Authorities is null)
        {
            return !errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors);
        }

        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPem(access.Authorities.Read());
            if (authorities.Count == 0)
            {
                problem = Unusable;
                return false;
            }

            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.CustomTrustStore.Clear();
            chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
            return chain.Build(certificate);
        }
        catch (AccessException exception)
        {
            problem = exception.Message;
            return false;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            problem = Unusable;
            return false;
        }
    }
}
