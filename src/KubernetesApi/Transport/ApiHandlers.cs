using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FlinkReady.KubernetesApi.Access;

namespace FlinkReady.KubernetesApi.Transport;

/// <summary>The handler at the wire.</summary>
internal static class ApiHandlers
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    // A changed address in the DNS is noticed; a watch that runs goes on to its own end.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>A handler for the server.</summary>
    /// <param name="access">How it is reached.</param>
    /// <param name="certificates">Checks its certificate.</param>
    /// <exception cref="AccessException">The client certificate can't be used.</exception>
    public static SocketsHttpHandler Create(ApiAccess access, ServerCertificates certificates)
    {
        var options = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = certificates.IsAccepted,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        };
        if (access.ClientCertificate is { } certificate)
        {
            options.ClientCertificateContext = Client(certificate, access.ClientKey);
        }

        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = ConnectionLifetime,
            MaxResponseDrainSize = 64 * 1024,
            ActivityHeadersPropagator = null,
            SslOptions = options,
        };
    }

    private static SslStreamCertificateContext Client(Secret certificate, Secret? key)
    {
        try
        {
            var text = certificate.Read();
            var chain = new X509Certificate2Collection();
            chain.ImportFromPem(text);
            return SslStreamCertificateContext.Create(X509Certificate2.CreateFromPem(text, key?.Read() ?? text), chain, offline: true);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new AccessException("the client certificate and its key are no usable PEM");
        }
    }
}
