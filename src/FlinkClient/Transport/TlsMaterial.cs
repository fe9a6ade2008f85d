using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FlinkReady.FlinkClient.Files;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Transport;

/// <summary>The certificates of a target as its files hold them at one moment.</summary>
internal sealed class TlsMaterial
{
    // Some hundreds of authorities.
    private const int MaxBytes = 4 * 1024 * 1024;

    private TlsMaterial(X509Certificate2Collection? authorities, X509Certificate2? client, X509Certificate2Collection? clientChain)
    {
        Authorities = authorities;
        Client = client;
        ClientChain = clientChain;
    }

    /// <summary>What is trusted instead of the system's authorities; null for the system's.</summary>
    public X509Certificate2Collection? Authorities { get; }

    /// <summary>The client certificate with its key.</summary>
    public X509Certificate2? Client { get; }

    /// <summary>Intermediates sent along with it.</summary>
    public X509Certificate2Collection? ClientChain { get; }

    /// <summary>Reads the files.</summary>
    /// <exception cref="FailureException">One is missing or holds no usable PEM.</exception>
    public static TlsMaterial Load(TlsSettings settings)
    {
        X509Certificate2Collection? authorities = null;
        if (settings.CaFile is { } ca)
        {
            authorities = [];
            Try(ca, () => authorities.ImportFromPem(Text(ca)));
            if (authorities.Count == 0)
            {
                throw Fail($"the file {ca} holds no PEM certificate");
            }
        }

        if (settings.CertificateFile is not { } file)
        {
            return new TlsMaterial(authorities, null, null);
        }

        X509Certificate2? client = null;
        var chain = new X509Certificate2Collection();
        Try(file, () =>
        {
            var certificates = Text(file);
            client = X509Certificate2.CreateFromPem(certificates, settings.KeyFile is { } key ? Text(key) : certificates);
            chain.ImportFromPem(certificates);
        });
        if (chain.Count > 0)
        {
            chain.RemoveAt(0);
        }

        return new TlsMaterial(authorities, client, chain);
    }

    /// <summary>Tells one content of the files from another; also where they can't be read.</summary>
    public static string Fingerprint(TlsSettings settings)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in (ReadOnlySpan<string?>)[settings.CaFile, settings.CertificateFile, settings.KeyFile])
        {
            if (file is not null)
            {
                hash.AppendData(ContentOf(file));
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static byte[] ContentOf(string file)
    {
        try
        {
            return SHA256.HashData(BoundedFile.Read(file, MaxBytes));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [0];
        }
    }

    private static string Text(string file) => Encoding.UTF8.GetString(BoundedFile.Read(file, MaxBytes));

    private static void Try(string file, Action read)
    {
        try
        {
            read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Fail($"the file {file}, or its key file, can't be read: {(e is FileNotFoundException or DirectoryNotFoundException ? "it does not exist" : e is UnauthorizedAccessException ? "check its permissions" : e.Message)}");
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw Fail($"the file {file} and its key file hold no usable PEM certificate and key");
        }
    }

    private static FailureException Fail(string message) => new(new Failure(FailureReason.Tls, 0, message));
}
