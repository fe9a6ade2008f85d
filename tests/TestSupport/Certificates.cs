using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FlinkReady.TestSupport;

/// <summary>An authority made for one test, and what it signs.</summary>
public sealed class Certificates : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flinkready-tls");
    private readonly X509Certificate2 _authority;

    public Certificates()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _authority = request.CreateSelfSigned(Now.AddYears(-2), Now.AddYears(2));
        CaFile = Write("ca.pem", _authority.ExportCertificatePem());
    }

    public string CaFile { get; }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public X509Certificate2 Server(string host, int validFromDays = -1, int validToDays = 1) => Sign($"CN={host}", host, validFromDays, validToDays);

    /// <summary>A client certificate as two files.</summary>
    public (string Certificate, string Key) Client(string name)
    {
        using var certificate = Sign($"CN={name}", null, -1, 1);
        return (Write(name + ".pem", certificate.ExportCertificatePem()), Write(name + ".key", certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()));
    }

    /// <summary>A server's side; demands a certificate of this authority where <paramref name="mutual"/>.</summary>
    public SslServerAuthenticationOptions Options(X509Certificate2 certificate, bool mutual = false) => new()
    {
        ServerCertificate = certificate,
        ClientCertificateRequired = mutual,
        RemoteCertificateValidationCallback = (_, shown, _, _) =>
            !mutual || (shown is X509Certificate2 client && client.Issuer == _authority.Subject),
    };

    public string Write(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Delete(recursive: true);
    }

    private X509Certificate2 Sign(string subject, string? host, int fromDays, int toDays)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        if (host is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            if (IPAddress.TryParse(host, out var address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(host);
            }

            request.CertificateExtensions.Add(names.Build());
        }

        // By the key alone: with the authority's certificate nothing could be signed that outlives it.
        using var signer = _authority.GetECDsaPrivateKey()!;
        using var signed = request.Create(
            _authority.SubjectName, X509SignatureGenerator.CreateForECDsa(signer), Now.AddDays(fromDays), Now.AddDays(toDays), RandomNumberGenerator.GetBytes(8));
        using var withKey = signed.CopyWithPrivateKey(key);

        // A key that lives in memory alone is refused by some platforms' TLS.
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
    }
}
