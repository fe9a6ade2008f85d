using FlinkReady.KubernetesApi.Access;
using FlinkReady.KubernetesApi.Failures;
using FlinkReady.KubernetesApi.Tests.Support;
using FlinkReady.KubernetesApi.Transport;
using FlinkReady.TestSupport.Kubernetes;

namespace FlinkReady.KubernetesApi.Tests;

/// <summary>Whom the client trusts, and what it shows: over a real handshake.</summary>
public sealed class TlsTests : IDisposable
{
    private const string Loopback = "127.0.0.1";
    private const string Empty = """{"apiVersion":"flink.apache.org/v1beta1","items":[],"kind":"FlinkDeploymentList","metadata":{"continue":"","resourceVersion":"7"}}""";

    private readonly Certificates _ours = new();
    private readonly Certificates _others = new();

    public void Dispose()
    {
        _ours.Dispose();
        _others.Dispose();
    }

    [Fact]
    public async Task The_authority_of_the_service_account_is_trusted()
    {
        await using var server = await StartAsync(_ours);
        var folder = Path.GetDirectoryName(_ours.CaFile)!;
        _ours.Write("token", "t");
        _ours.Write("ca.crt", await File.ReadAllTextAsync(_ours.CaFile, TestContext.Current.CancellationToken));
        var address = new Uri(server.Url);

        await ListAsync(InCluster.Read(new Dictionary<string, string> { ["KUBERNETES_SERVICE_HOST"] = address.Host, ["KUBERNETES_SERVICE_PORT"] = $"{address.Port}" }, folder));

        Assert.Equal("Bearer t", server.Requests.Single().Authorization);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_authority_is_taken_from_a_file_and_from_the_kubeconfig_itself(bool isFile)
    {
        await using var server = await StartAsync(_ours);
        var authority = isFile
            ? "certificate-authority: ca.pem"
            : $"certificate-authority-data: {Convert.ToBase64String(await File.ReadAllBytesAsync(_ours.CaFile, TestContext.Current.CancellationToken))}";

        await ListAsync(Configured(server, authority));

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_server_of_another_authority_is_not_talked_to()
    {
        await using var server = await StartAsync(_others);

        var failure = await RefusedAsync(Configured(server, "certificate-authority: ca.pem"));

        Assert.Equal((ApiFailureReason.Tls, "the API server's certificate is not signed by the authority that the service account or kubeconfig names"), (failure.Reason, failure.Message));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Nor_one_of_no_authority_of_the_system()
    {
        await using var server = await StartAsync(_ours);

        Assert.Equal(ApiFailureReason.Tls, (await RefusedAsync(Configured(server, "tls-server-name: 127.0.0.1"))).Reason);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task An_authority_that_is_renewed_is_read_again()
    {
        await using var server = await StartAsync(_others);
        var access = Configured(server, "certificate-authority: ca.pem");
        using var client = new ApiClient(access, TimeProvider.System);
        await Assert.ThrowsAsync<ApiException>(() => client.ListAsync(WatchHarness.Path, WatchHarness.VersionOf, TestContext.Current.CancellationToken));

        _ours.Write("ca.pem", await File.ReadAllTextAsync(_others.CaFile, TestContext.Current.CancellationToken));

        Assert.Equal("7", (await client.ListAsync(WatchHarness.Path, WatchHarness.VersionOf, TestContext.Current.CancellationToken)).Version);
    }

    [Theory]
    [InlineData("nothing", "certificates")]
    [InlineData("-----BEGIN CERTIFICATE-----\nbm9uZQ==\n-----END CERTIFICATE-----\n", "certificates")]
    [InlineData(null, "can't be read")]
    public async Task A_file_of_authorities_without_any_is_named(string? content, string words)
    {
        await using var server = await StartAsync(_ours);
        var file = _ours.Write("broken.pem", content ?? string.Empty);
        if (content is null)
        {
            File.Delete(file);
        }

        var failure = await RefusedAsync(Configured(server, "certificate-authority: broken.pem"));

        Assert.Equal(ApiFailureReason.Tls, failure.Reason);
        Assert.Contains("broken.pem", failure.Message, StringComparison.Ordinal);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kubernetes", null, "127.0.0.1")]
    [InlineData("kubernetes", "kubernetes", null)]
    [InlineData("127.0.0.1", "kubernetes", "kubernetes")]
    public async Task The_certificate_has_to_carry_the_name_that_was_asked_for(string carried, string? asked, string? refused)
    {
        await using var server = await StartAsync(_ours, carried);
        var access = Configured(server, $"certificate-authority: ca.pem{(asked is null ? string.Empty : $", tls-server-name: {asked}")}");

        if (refused is null)
        {
            await ListAsync(access);
        }
        else
        {
            Assert.Equal($"the API server's certificate is for another host than {refused}", (await RefusedAsync(access)).Message);
        }

        Assert.Equal(refused is null ? 1 : 0, server.Requests.Count);
    }

    [Fact]
    public async Task A_certificate_that_is_over_is_refused()
    {
        using var certificate = _ours.Server(Loopback, validFromDays: -3, validToDays: -1);
        await using var server = await FakeApiServer.StartAsync(TimeProvider.System, certificate);

        await using var valid = await StartAsync(_ours);

        await ListAsync(Configured(valid, "certificate-authority: ca.pem"));
        Assert.Equal(ApiFailureReason.Tls, (await RefusedAsync(Configured(server, "certificate-authority: ca.pem"))).Reason);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Who_skips_verification_is_let_in()
    {
        await using var server = await StartAsync(_others, "elsewhere");

        await ListAsync(Configured(server, "insecure-skip-tls-verify: true"));

        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_client_certificate_of_a_kubeconfig_is_shown(bool isFile)
    {
        using var certificate = _ours.Server(Loopback);
        var shown = new List<string>();
        await using var server = await FakeApiServer.StartAsync(TimeProvider.System, certificate, one =>
        {
            shown.Add(one.Subject);
            return one.Issuer == "CN=test authority";
        });
        server.Then(200, Empty);
        var (file, key) = _ours.Client("me");
        var user = isFile
            ? $"client-certificate: {Path.GetFileName(file)}, client-key: {key}"
            : $"client-certificate-data: {await Base64Async(file)}, client-key-data: {await Base64Async(key)}";

        await ListAsync(Configured(server, "certificate-authority: ca.pem", user));

        Assert.Contains("CN=me", shown);
        Assert.Equal(string.Empty, server.Requests.Single().Authorization);
    }

    [Fact]
    public async Task Without_the_certificate_that_the_server_wants_nothing_is_answered()
    {
        using var certificate = _ours.Server(Loopback);
        await using var server = await FakeApiServer.StartAsync(TimeProvider.System, certificate, static _ => true);

        await RefusedAsync(Configured(server, "certificate-authority: ca.pem"));

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_certificate_and_a_key_that_do_not_go_together_are_told_without_being_shown()
    {
        await using var server = await StartAsync(_ours);
        var (file, _) = _ours.Client("me");
        var (_, key) = _ours.Client("you");

        var told = Assert.Throws<AccessException>(() => new ApiClient(Configured(server, "certificate-authority: ca.pem", $"client-certificate: {file}, client-key: {key}"), TimeProvider.System));

        Assert.Equal("the client certificate and its key are no usable PEM", told.Message);
    }

    private static async Task<FakeApiServer> StartAsync(Certificates authority, string host = Loopback)
    {
        var server = await FakeApiServer.StartAsync(TimeProvider.System, authority.Server(host));
        server.Otherwise = static context => FakeApiServer.TextAsync(context, 200, Empty);
        return server;
    }

    private static async Task<string> Base64Async(string file) => Convert.ToBase64String(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));

    private static async Task ListAsync(ApiAccess access)
    {
        using var client = new ApiClient(access, TimeProvider.System);
        Assert.Equal("7", (await client.ListAsync(WatchHarness.Path, WatchHarness.VersionOf, TestContext.Current.CancellationToken)).Version);
    }

    private static async Task<ApiFailure> RefusedAsync(ApiAccess access)
    {
        using var client = new ApiClient(access, TimeProvider.System);
        return (await Assert.ThrowsAsync<ApiException>(() => client.ListAsync(WatchHarness.Path, WatchHarness.VersionOf, TestContext.Current.CancellationToken))).Failure;
    }

    // Beside the files of our authority, so that names are taken from where it lies.
    private ApiAccess Configured(FakeApiServer server, string cluster, string user = "token: t") => Kubeconfig.Read(_ours.Write("config", $$"""
        current-context: test
        clusters: [{ name: test, cluster: { server: "{{server.Url}}", {{cluster}} } }]
        contexts: [{ name: test, context: { cluster: test, user: test } }]
        users: [{ name: test, user: { {{user}} } }]
        """));
}
