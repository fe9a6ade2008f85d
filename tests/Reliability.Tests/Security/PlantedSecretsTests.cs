using System.IO.Compression;
using System.Text;
using FlinkReady.Fleet.Clusters;
using FlinkReady.Fleet.Serving;
using FlinkReady.Reliability.Tests.Support;

namespace FlinkReady.Reliability.Tests.Security;

/// <summary>Secrets planted wherever there is a place for one, and every output searched for them.</summary>
[Collection(Alone.Name)]
public sealed class PlantedSecretsTests
{
    private const string InUrl = "planted-url-5f2c";
    private const string InToken = "planted-token-91ab";
    private const string InHeader = "planted-header-77de";
    private const string InPassword = "planted-password-30f4";

    // Flink masks by key name alone, so these reach a reader of /jobmanager/config as they are.
    private static readonly (string Key, string Value)[] InFlink =
    [
        ("s3.access-key", "planted-access-key-c1d2"),
        ("env.java.opts.taskmanager", "-Ddb.password=planted-java-opts-8842"),
        ("kubernetes.env.DB_URL", "jdbc:postgresql://app:planted-jdbc-0b1f@db/orders"),
        ("metrics.reporter.influx.host", "https://writer:planted-reporter-66aa@influx"),
        ("fs.s3a.session.token", "planted-session-4e4e"),
    ];

    // A proxy or a server that tells what it was sent, in the forms that a program would tell it.
    private static readonly (string Key, string Value)[] Echoes =
    [
        ("web.echo.one", $"Authorization: Basic {Base64($"monitor:{InUrl}")}, X-Api-Key: {InHeader}"),
        ("web.echo.two", $"GET http://monitor:{InUrl}@flink/?key={InHeader} as {InUrl}"),
        ("web.echo.three", $"{Base64(InHeader)} {Base64(InUrl)}"),
    ];

    private static readonly string[] All =
        [InUrl, InToken, InHeader, InPassword, "planted-", .. new[] { InUrl, InToken, InHeader, InPassword, $"monitor:{InUrl}", $"monitor:{InPassword}" }.Select(secret => Base64(secret).TrimEnd('='))];

    [Fact]
    public async Task No_output_of_any_command_shows_a_planted_secret()
    {
        await using var server = await FleetServer.StartAsync(
            new FleetOptions { Clusters = 5, JobsPerCluster = 3 },
            new FleetServerOptions { ExtraConfiguration = [.. InFlink, .. Echoes] },
            TestContext.Current.CancellationToken);
        server.Inject("cluster-002", new Fault(FaultKind.Status, Status: 401));
        server.Inject("cluster-003", new Fault(FaultKind.Drop));
        server.Inject("cluster-004", new Fault(FaultKind.FlinkError, Status: 500, Message: $"refused: Authorization: Bearer {InToken} ({Base64(InToken)})"));
        server.Inject("cluster-005", new Fault(FaultKind.FlinkError, Status: 500, Message: $"refused: {InPassword}, Basic {Base64($"monitor:{InPassword}")}, {new string('x', 240)} {InPassword}"));
        using var folder = new Folder();
        var configuration = Configure(folder, server);
        var outputs = new List<(string What, string Text)>();

        foreach (var format in new[] { "console", "json", "sarif", "junit", "markdown", "html" })
        {
            var scan = await MonitorProcess.RunAsync("scan", "--config", configuration, "--format", format, "--verbose", "--log-level", "trace");
            outputs.Add(($"scan --format {format}", scan.Output + scan.Error));
        }

        var recording = Path.Combine(folder.Path, "recording.zip");
        var record = await MonitorProcess.RunAsync("record", WithUser(server, "cluster-001"), "--output", recording, "--header", $"X-Api-Key: {InHeader}", "--verbose");
        outputs.Add(("record", record.Output + record.Error));
        outputs.AddRange(Unpacked(recording));
        var refused = Path.Combine(folder.Path, "refused.zip");
        var recordRefused = await MonitorProcess.RunAsync("record", server.UrlOf("cluster-004"), "--output", refused, "--bearer-token-file", Path.Combine(folder.Path, "token"), "--verbose");
        outputs.Add(("record of a refusal", recordRefused.Output + recordRefused.Error));
        outputs.AddRange(Unpacked(refused));
        outputs.Add(("config check", Text(await MonitorProcess.RunAsync("config", "check", configuration))));
        outputs.Add(("operators", Text(await MonitorProcess.RunAsync("operators", WithUser(server, "cluster-001"), "--format", "json"))));

        await using (var monitor = await MonitorProcess.WatchAsync("--config", configuration, "--log-level", "trace"))
        {
            await monitor.UntilAsync("/metrics", page => page.Contains("flinkready_target_up{target=\"one\"} 1", StringComparison.Ordinal));
            foreach (var path in new[] { "/", "/metrics", "/livez", "/readyz", "/api/v1/report", "/api/v1/rules", "/api/v1/targets/one/exchanges", "/api/v1/targets/two/exchanges", "/api/v1/targets/three/exchanges", "/api/v1/targets/four/exchanges", "/api/v1/targets/five/exchanges" })
            {
                outputs.Add(($"watch {path}", await monitor.GetAsync(path)));
            }

            outputs.Add(("watch's log", monitor.Log));
        }

        Assert.True(server.Requests.All.Count(request => request.Target == "/jobmanager/config") >= 8);
        Assert.True(outputs.Count > 30);
        Assert.Contains(outputs, output => output.Text.Contains("refused: Authorization: Bearer ******", StringComparison.Ordinal));
        Assert.Contains(outputs, output => output.What.EndsWith("jobmanager/config.json", StringComparison.Ordinal) && output.Text.Contains("Authorization: Basic ******", StringComparison.Ordinal));
        var leaks = outputs.SelectMany(output => All.Where(secret => output.Text.Contains(secret, StringComparison.Ordinal)).Select(secret => $"{secret} in {output.What}: {Around(output.Text, secret)}"));
        Assert.True(!leaks.Any(), string.Join('\n', leaks));
    }

    private static string Configure(Folder folder, FleetServer server) => folder.Write("flinkready.yaml", $$"""
        pollInterval: 5s
        targets:
          - name: one
            url: {{WithUser(server, "cluster-001")}}
            headers: { X-Api-Key: {{InHeader}} }
          - name: two
            url: {{server.UrlOf("cluster-002")}}
            auth: { bearerTokenFile: {{folder.Write("token", InToken)}} }
          - name: three
            url: {{server.UrlOf("cluster-003")}}
            auth: { basic: { username: monitor, passwordFile: {{folder.Write("password", InPassword)}} } }
          - name: four
            url: {{server.UrlOf("cluster-004")}}
            auth: { bearerTokenFile: token }
          - name: five
            url: {{server.UrlOf("cluster-005")}}
            auth: { basic: { username: monitor, passwordFile: password } }

        """);

    private static string WithUser(FleetServer server, string cluster) =>
        server.UrlOf(cluster).Replace("http://", $"http://monitor:{InUrl}@", StringComparison.Ordinal);

    private static IEnumerable<(string What, string Text)> Unpacked(string recording)
    {
        using var archive = ZipFile.OpenRead(recording);
        foreach (var entry in archive.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            yield return ($"recording {entry.FullName}", reader.ReadToEnd());
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Text(ProgramRun run) => run.Output + run.Error;

    private static string Around(string text, string secret)
    {
        var at = text.IndexOf(secret, StringComparison.Ordinal);
        return text[Math.Max(0, at - 60)..Math.Min(text.Length, at + 40)];
    }
}
