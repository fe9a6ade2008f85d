using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Recordings;
using FlinkReady.FlinkClient.Tests.Support;
using FlinkReady.FlinkClient.Transport;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Tests.Transport;

/// <summary>The certificate that a handshake shows is read without asking for anything.</summary>
public sealed class MetCertificateTests : IDisposable
{
    private const string Ok = """{"jobs":[]}""";

    private readonly Certificates _certificates = new();
    private readonly Clients _clients = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flinkready-met");

    private TlsSettings Trusted => new() { CaFile = _certificates.CaFile };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_end_of_the_servers_certificate_is_read(bool withServerName)
    {
        using var certificate = _certificates.Server("127.0.0.1", -1, 10);
        await using var server = new RawServer(RawServer.Json(Ok), _certificates.Options(certificate));

        var met = (await PollAsync(server, withServerName ? Trusted with { ServerName = "127.0.0.1" } : Trusted)).Readings.Value(ServerCertificate.Key);

        Assert.NotNull(met);
        Assert.Equal(("CN=127.0.0.1", true), (met.Subject, met.IsServersOwn));
        Assert.Equal(new DateTimeOffset(certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero), met.NotAfter);
    }

    [Fact]
    public async Task Where_an_authority_ends_first_it_is_that_one()
    {
        // The authority of these tests holds for two years.
        using var certificate = _certificates.Server("127.0.0.1", -1, 1000);
        await using var server = new RawServer(RawServer.Json(Ok), _certificates.Options(certificate));

        var met = (await PollAsync(server, Trusted)).Readings.Value(ServerCertificate.Key);

        Assert.Equal(("CN=test authority", false), (met!.Subject, met.IsServersOwn));
        Assert.True(met.NotAfter < certificate.NotAfter.ToUniversalTime());
    }

    [Fact]
    public async Task One_that_has_ended_is_seen_where_nothing_is_verified_and_not_where_it_is_refused()
    {
        using var certificate = _certificates.Server("127.0.0.1", -20, -10);
        await using var server = new RawServer(RawServer.Json(Ok), _certificates.Options(certificate));

        Assert.True((await PollAsync(server, new TlsSettings { InsecureSkipVerify = true })).Readings.Value(ServerCertificate.Key)!.NotAfter < TimeProvider.System.GetUtcNow());
        Assert.Null((await PollAsync(server, Trusted)).Readings.Find(ServerCertificate.Key));
    }

    [Fact]
    public async Task Without_TLS_there_is_none()
    {
        await using var server = new RawServer(RawServer.Json(Ok));
        Assert.Null((await _clients.PollAsync(Clients.To(server.Url))).Readings.Find(ServerCertificate.Key));
    }

    [Fact]
    public async Task A_recording_holds_it()
    {
        using var certificate = _certificates.Server("127.0.0.1", -1, 10);
        await using var server = new RawServer(RawServer.Json(Ok), _certificates.Options(certificate));
        var path = Path.Combine(_folder.FullName, "recording");
        ServerCertificate met;
        using (var writer = RecordingWriter.Create(path))
        {
            using var reader = _clients.Reader(Clients.To(server.Url) with { Tls = Trusted }, writer);
            met = (await reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken)).Readings.Value(ServerCertificate.Key)!;
            writer.Complete();
        }

        using var series = Recording.Open(path);
        var replayed = await series.Snapshots[0].Reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken);

        Assert.Equal(met, replayed.Readings.Value(ServerCertificate.Key));
    }

    public void Dispose()
    {
        _clients.Dispose();
        _certificates.Dispose();
        _folder.Delete(recursive: true);
    }

    private Task<ClusterSnapshot> PollAsync(RawServer server, TlsSettings tls) => _clients.PollAsync(Clients.To(server.Url) with { Tls = tls });
}
