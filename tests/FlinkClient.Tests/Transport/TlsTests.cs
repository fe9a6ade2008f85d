using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Tests.Support;
using FlinkReady.FlinkClient.Transport;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Tests.Transport;

public sealed class TlsTests : IDisposable
{
    private const string Ok = """{"jobs":[]}""";

    private readonly Certificates _certificates = new();
    private readonly Clients _clients = new();

    [Fact]
    public async Task A_certificate_of_the_configured_authority_is_trusted()
    {
        await using var server = new RawServer(RawServer.Json(Ok), _certificates.Options(_certificates.Server("127.0.0.1")));

        var look = await PollAsync(server, new TlsSettings { CaFile = _certificates.CaFile });

        Assert.True(look.IsUp, look.JobsOverview.Failure?.Message);
        Assert.True(look.Access.IsEncrypted);
    }

    [Fact]
    public async Task A_certificate_of_an_unknown_authority_is_refused_with_the_way_out()
    {
        await using var server = new RawServer(RawServer.Json(Ok), _certificates.Options(_certificates.Server("127.0.0.1")));

        AssertTls(await PollAsync(server, new TlsSettings()), "tls.caFile");
    }

    [Fact]
    public async Task Another_authority_than_the_configured_one_is_refused()
    {
        using var others = new Certificates();
        await using var server = new RawServer(RawServer.Json(Ok), others.Options(others.Server("127.0.0.1")));

        AssertTls(await PollAsync(server, new TlsSettings { CaFile = _certificates.CaFile }), "trusted authority");
    }

    [Fact]
    public async Task An_expired_certificate_says_so()
    {
        await using var server = new RawServer(RawServer.Json(Ok), _certificates.Options(_certificates.Server("127.0.0.1", -20, -10)));

        AssertTls(await PollAsync(server, new TlsSettings { CaFile = _certificates.CaFile }), "not valid now");
    }

    [Fact]
    public async Task A_certificate_for_another_host_is_refused_unless_its_name_is_configured()
    {
        await using var server = new RawServer(RawServer.Json(Ok), _certificates.Options(_certificates.Server("flink.test")));

        AssertTls(await PollAsync(server, new TlsSettings { CaFile = _certificates.CaFile }), "tls.serverName");
        AssertTls(await PollAsync(server, new TlsSettings { CaFile = _certificates.CaFile, ServerName = "other.test" }), "another host");
        var look = await PollAsync(server, new TlsSettings { CaFile = _certificates.CaFile, ServerName = "flink.test" });

        Assert.True(look.IsUp, look.JobsOverview.Failure?.Message);
        Assert.Contains("flink.test", server.ServerNames);
    }

    [Fact]
    public async Task Anything_goes_where_verification_is_switched_off()
    {
        await using var server = new RawServer(RawServer.Json(Ok), _certificates.Options(_certificates.Server("flink.test", -20, -10)));

        Assert.True((await PollAsync(server, new TlsSettings { InsecureSkipVerify = true })).IsUp);
    }

    [Fact]
    public async Task Mutual_TLS_shows_the_client_certificate()
    {
        var (certificate, key) = _certificates.Client("monitor");
        await using var server = new RawServer(RawServer.Json(Ok), _certificates.Options(_certificates.Server("127.0.0.1"), mutual: true));

        var look = await PollAsync(server, new TlsSettings { CaFile = _certificates.CaFile, CertificateFile = certificate, KeyFile = key });

        Assert.True(look.IsUp, look.JobsOverview.Failure?.Message);
        Assert.True(look.Access.HasCredentials);
    }

    [Fact]
    public async Task A_missing_client_certificate_is_never_a_value()
    {
        await using var server = new RawServer(RawServer.Json(Ok), _certificates.Options(_certificates.Server("127.0.0.1"), mutual: true));

        var look = await PollAsync(server, new TlsSettings { CaFile = _certificates.CaFile });

        // In TLS 1.3 the server refuses after the handshake: the connection is cut off in the middle of the first request.
        Assert.True(look.JobsOverview.Failure!.Reason is FailureReason.Tls or FailureReason.Connection, look.JobsOverview.Failure!.Message);
    }

    [Fact]
    public async Task Plain_HTTP_behind_an_https_url_says_use_http()
    {
        await using var server = new RawServer(RawServer.Json(Ok));

        var look = await _clients.PollAsync(Clients.To(server.Url.Replace("http:", "https:", StringComparison.Ordinal)) with { RequestTimeout = TimeSpan.FromSeconds(2) });

        Assert.True(look.JobsOverview.Failure!.Reason is FailureReason.Tls or FailureReason.Timeout, look.JobsOverview.Failure!.Message);
    }

    [Theory]
    [InlineData(null, "does not exist")]
    [InlineData("no certificate", "no PEM certificate")]
    public async Task A_broken_CA_file_is_told_as_such(string? content, string hint)
    {
        var file = content is null ? "/nowhere/ca.pem" : _certificates.Write("broken.pem", content);
        await using var server = new RawServer(RawServer.Json(Ok), _certificates.Options(_certificates.Server("127.0.0.1")));

        AssertTls(await PollAsync(server, new TlsSettings { CaFile = file }), hint);
        Assert.Empty(server.Heads);
    }

    [Fact]
    public async Task Rotated_files_are_used_in_the_next_look()
    {
        var ca = _certificates.Write("rotating.pem", "not yet");
        await using var server = new RawServer(RawServer.Json(Ok), _certificates.Options(_certificates.Server("127.0.0.1")));
        using var reader = _clients.Reader(Clients.To(server.Url) with { Tls = new TlsSettings { CaFile = ca } });
        var before = await reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken);

        await File.WriteAllTextAsync(ca, await File.ReadAllTextAsync(_certificates.CaFile, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        var after = await reader.ReadAsync(before, ReadOptions.Everything, TestContext.Current.CancellationToken);

        Assert.False(before.IsUp);
        Assert.True(after.IsUp, after.JobsOverview.Failure?.Message);
    }

    public void Dispose()
    {
        _clients.Dispose();
        _certificates.Dispose();
    }

    private static void AssertTls(ClusterSnapshot look, string hint)
    {
        Assert.Equal(FailureReason.Tls, look.JobsOverview.Failure!.Reason);
        Assert.Contains(hint, look.JobsOverview.Failure!.Message, StringComparison.Ordinal);
    }

    private Task<ClusterSnapshot> PollAsync(RawServer server, TlsSettings tls) => _clients.PollAsync(Clients.To(server.Url) with { Tls = tls });
}
