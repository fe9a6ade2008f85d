using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using FlinkReady.Fleet.Clusters;
using FlinkReady.Fleet.Serving;
using FlinkReady.Reliability.Tests.Support;

namespace FlinkReady.Reliability.Tests.Security;

/// <summary>A real proxy in front of the cluster: TLS, client certificates, a password and a prefix, each right and wrong.</summary>
public sealed class BehindNginxTests : IDisposable
{
    private readonly Folder _folder = new();
    private readonly Certificates _certificates = new();

    [Fact]
    public async Task With_authority_client_certificate_password_and_prefix_the_cluster_is_read()
    {
        Assert.SkipWhen(Nginx.Executable is null, Nginx.MissingReason);
        await using var server = await Served.StartAsync(new FleetOptions { JobsPerCluster = 3 });
        await using var nginx = await StartAsync(server);
        var (certificate, key) = _certificates.Client("monitor");

        var run = await ScanAsync(
            $"https://127.0.0.1:{nginx.Port}/flink/prod",
            "--ca-file", _certificates.CaFile, "--client-certificate", certificate, "--client-key", key, "--basic-auth-file", _folder.Write("basic", "monitor:right"));

        var target = Target(run);
        Assert.True(target.GetProperty("assessed").GetBoolean(), run.Output);
        Assert.Equal(3, target.GetProperty("jobs").GetArrayLength());
        Assert.All(server.Requests.All, request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task A_wrong_password_is_unauthorized()
    {
        Assert.SkipWhen(Nginx.Executable is null, Nginx.MissingReason);
        await using var server = await Served.StartAsync(new FleetOptions { JobsPerCluster = 1 });
        await using var nginx = await StartAsync(server);
        var (certificate, key) = _certificates.Client("monitor");

        var run = await ScanAsync(
            $"https://127.0.0.1:{nginx.Port}/flink/prod",
            "--ca-file", _certificates.CaFile, "--client-certificate", certificate, "--client-key", key, "--basic-auth-file", _folder.Write("basic", "monitor:wrong"));

        Assert.Equal("unauthorized", Reason(run));
        Assert.Empty(server.Requests.All);
    }

    [Fact]
    public async Task Without_a_client_certificate_nothing_is_read()
    {
        Assert.SkipWhen(Nginx.Executable is null, Nginx.MissingReason);
        await using var server = await Served.StartAsync(new FleetOptions { JobsPerCluster = 1 });
        await using var nginx = await StartAsync(server);

        var run = await ScanAsync($"https://127.0.0.1:{nginx.Port}/flink/prod", "--ca-file", _certificates.CaFile);

        // nginx speaks TLS to anyone and answers 400 "No required SSL certificate was sent".
        Assert.Contains(Reason(run), (string[])["tls", "http4xx", "notFlink"]);
        Assert.Empty(server.Requests.All);
    }

    [Fact]
    public async Task An_unknown_authority_is_refused()
    {
        Assert.SkipWhen(Nginx.Executable is null, Nginx.MissingReason);
        await using var server = await Served.StartAsync(new FleetOptions { JobsPerCluster = 1 });
        await using var nginx = await StartAsync(server);

        Assert.Equal("tls", Reason(await ScanAsync($"https://127.0.0.1:{nginx.Port}/flink/prod")));
        Assert.Empty(server.Requests.All);
    }

    [Fact]
    public async Task Plain_http_to_its_TLS_port_says_that_the_port_speaks_TLS()
    {
        Assert.SkipWhen(Nginx.Executable is null, Nginx.MissingReason);
        await using var server = await Served.StartAsync(new FleetOptions { JobsPerCluster = 1 });
        await using var nginx = await StartAsync(server);

        var run = await ScanAsync($"http://127.0.0.1:{nginx.Port}/flink/prod");

        // nginx answers 400 "The plain HTTP request was sent to HTTPS port" as a page of its own.
        Assert.Contains(Reason(run), (string[])["tls", "notFlink", "http4xx"]);
    }

    [Fact]
    public async Task Without_the_prefix_it_is_not_Flink()
    {
        Assert.SkipWhen(Nginx.Executable is null, Nginx.MissingReason);
        await using var server = await Served.StartAsync(new FleetOptions { JobsPerCluster = 1 });
        await using var nginx = await StartAsync(server);
        var (certificate, key) = _certificates.Client("monitor");

        var run = await ScanAsync(
            $"https://127.0.0.1:{nginx.Port}/", "--ca-file", _certificates.CaFile, "--client-certificate", certificate, "--client-key", key);

        Assert.Contains(Reason(run), (string[])["notFlink", "http4xx"]);
        Assert.Empty(server.Requests.All);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _certificates.Dispose();
        _folder.Dispose();
    }

    private async Task<Nginx> StartAsync(FleetServer server)
    {
        using var certificate = _certificates.Server("127.0.0.1");
        var shown = _folder.Write("server.pem", certificate.ExportCertificatePem());
        var key = _folder.Write("server.key", certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        var passwords = _folder.Write("htpasswd", "monitor:{PLAIN}right\n");
        return await Nginx.StartAsync(_folder, $$"""
            listen 127.0.0.1:PORT ssl;
            ssl_certificate {{shown}};
            ssl_certificate_key {{key}};
            ssl_client_certificate {{_certificates.CaFile}};
            ssl_verify_client on;
            location / { return 404; }
            location /flink/prod/ {
              auth_basic "Flink";
              auth_basic_user_file {{passwords}};
              proxy_pass {{server.UrlOf("cluster-001")}}/;
            }
            """);
    }

    private static Task<ProgramRun> ScanAsync(string url, params string[] options) =>
        MonitorProcess.RunAsync(["scan", url, .. options, "--format", "json", "--fail-on", "never"]);

    private static JsonElement Target(ProgramRun run) => JsonDocument.Parse(run.Output).RootElement.GetProperty("targets")[0];

    private static string? Reason(ProgramRun run)
    {
        Assert.Equal(3, run.ExitCode);
        return Target(run).GetProperty("error").GetProperty("reason").GetString();
    }
}
