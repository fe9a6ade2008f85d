using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FlinkReady.FlinkClient.Tests.Support;
using FlinkReady.FlinkClient.Transport;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Tests.Transport;

/// <summary>Servers that speak one cipher suite only, as Flink does by default up to 1.19.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class CipherSuiteTests : IDisposable
{
    private readonly Certificates _certificates = new();
    private readonly Clients _clients = new();

    // security.ssl.algorithms of Flink 1.17; of 1.18 and 1.19 with mutual TLS.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_one_suite_of_Flink_up_to_1_19_is_spoken(bool mutual)
    {
        var (certificate, key) = _certificates.Client("monitor");
        var (server, ca) = Server(mutual, TlsCipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA);
        await using (server)
        {
            var tls = new TlsSettings { CaFile = ca, CertificateFile = mutual ? certificate : null, KeyFile = mutual ? key : null };

            var look = await _clients.PollAsync(Clients.To(server.Url) with { Tls = tls });

            Assert.True(look.IsUp, look.JobsOverview.Failure?.Message);
            Assert.All(server.Suites, suite => Assert.Equal(TlsCipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA, suite));
        }
    }

    // What the server prefers is its own affair: what counts is the order in the ClientHello (RFC 5246, 7.4.1.2).
    [Fact]
    public async Task It_is_offered_last()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var poll = _clients.PollAsync(Clients.To($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}") with { RequestTimeout = TimeSpan.FromSeconds(2) });
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        var record = new byte[5];
        await client.GetStream().ReadExactlyAsync(record, TestContext.Current.CancellationToken);
        var hello = new byte[BinaryPrimitives.ReadUInt16BigEndian(record.AsSpan(3))];
        await client.GetStream().ReadExactlyAsync(hello, TestContext.Current.CancellationToken);
        listener.Stop();
        client.Close();
        await poll;

        // Type, length, version, random, session id; then the suites, of which 0x00FF is none.
        var at = 4 + 2 + 32;
        at += 1 + hello[at];
        var suites = new List<TlsCipherSuite>();
        var end = at + 2 + BinaryPrimitives.ReadUInt16BigEndian(hello.AsSpan(at));
        for (at += 2; at < end; at += 2)
        {
            suites.Add((TlsCipherSuite)BinaryPrimitives.ReadUInt16BigEndian(hello.AsSpan(at)));
        }

        suites.Remove((TlsCipherSuite)0x00FF);
        Assert.True(suites.Count > 5);
        Assert.Equal(TlsCipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA, suites[^1]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_common_suite_is_named_as_that(bool withCertificate)
    {
        var (certificate, key) = _certificates.Client("monitor");
        var (server, ca) = Server(false, TlsCipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA);
        await using (server)
        {
            var tls = new TlsSettings { CaFile = ca, CertificateFile = withCertificate ? certificate : null, KeyFile = withCertificate ? key : null };

            var failure = (await _clients.PollAsync(Clients.To(server.Url) with { Tls = tls })).JobsOverview.Failure!;

            Assert.Equal(FailureReason.Tls, failure.Reason);
            Assert.StartsWith("no common cipher suite", failure.Message, StringComparison.Ordinal);
            Assert.Contains("security.ssl.algorithms", failure.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task A_demand_for_a_certificate_is_told_apart_from_it(SslProtocols protocol)
    {
        var options = _certificates.Options(_certificates.Server("127.0.0.1"), mutual: true);
        options.EnabledSslProtocols = protocol;
        await using var server = new RawServer(RawServer.Json("""{"jobs":[]}"""), options);

        var failure = (await _clients.PollAsync(Clients.To(server.Url) with { Tls = new TlsSettings { CaFile = _certificates.CaFile } })).JobsOverview.Failure!;

        Assert.DoesNotContain("cipher", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.Reason is FailureReason.Tls or FailureReason.Connection, failure.Message);
    }

    public void Dispose()
    {
        _clients.Dispose();
        _certificates.Dispose();
    }

    // RSA, since the old suite has no other way to agree on a key.
    private (RawServer Server, string CaFile) Server(bool mutual, params TlsCipherSuite[] suites)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        var options = _certificates.Options(X509CertificateLoader.LoadPkcs12(signed.Export(X509ContentType.Pkcs12), null), mutual);
        options.EnabledSslProtocols = SslProtocols.Tls12;
        options.CipherSuitesPolicy = new CipherSuitesPolicy(suites);
        return (new RawServer(RawServer.Json("""{"jobs":[]}"""), options), _certificates.Write("rsa-ca.pem", signed.ExportCertificatePem()));
    }
}
