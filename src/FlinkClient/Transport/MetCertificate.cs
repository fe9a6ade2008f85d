using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.FlinkClient.Transport;

/// <summary>Remembers the certificate of a target's last handshake that was accepted. Safe to use from several threads.</summary>
internal sealed class MetCertificate
{
    private volatile ServerCertificate? _last;

    /// <summary>The last one; null where none was met.</summary>
    public ServerCertificate? Last => _last;

    /// <summary>Takes the certificate of a server, with those above it as far as they are known.</summary>
    public void Meet(X509Certificate2 server, X509Chain? chain)
    {
        var first = server;
        foreach (var element in chain?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            first = element.Certificate.NotAfter < first.NotAfter ? element.Certificate : first;
        }

        _last = new ServerCertificate(SubjectOf(first), first.Thumbprint == server.Thumbprint, new DateTimeOffset(first.NotAfter.ToUniversalTime(), TimeSpan.Zero));
    }

    private static string SubjectOf(X509Certificate2 certificate)
    {
        try
        {
            return FlinkErrors.ShowLine(certificate.Subject);
        }
        catch (CryptographicException)
        {
            return "(unreadable)";
        }
    }
}
