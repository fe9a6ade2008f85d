using FlinkReady.Deploy.Tests.Alerts;

namespace FlinkReady.Deploy.Tests.Servers;

/// <summary>A real Prometheus with the project's alerts, which scrapes and evaluates every second.</summary>
public sealed class PrometheusServer : IAsyncDisposable
{
    private readonly ServerProcess _process;

    private PrometheusServer(ServerProcess process, Uri address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>Starts it: the test says that it needs Prometheus.</summary>
    /// <param name="scraped">Host and port of what it scrapes, as job <c>flinkready</c>.</param>
    /// <param name="alertmanager">Host and port of the Alertmanager.</param>
    /// <param name="wait">The <c>for</c> of every alert: a test does not wait for minutes.</param>
    public static async Task<PrometheusServer> StartAsync(string scraped, string alertmanager, string wait = "0s")
    {
        var address = new Uri($"http://127.0.0.1:{LoopbackPort.Free()}");
        var files = new Dictionary<string, string>
        {
            ["rules.yaml"] = RuleFileWriter.Write(AlertFiles.Rules.Select(alert => alert with { For = wait })),
            ["prometheus.yaml"] = $$"""
                global: { scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s }
                rule_files: [rules.yaml]
                alerting: { alertmanagers: [{ static_configs: [{ targets: ["{{alertmanager}}"] }] }] }
                scrape_configs: [{ job_name: flinkready, static_configs: [{ targets: ["{{scraped}}"] }] }]
                """,
        };
        var process = await ServerProcess.StartAsync(
            ExternalTool.Prometheus!.Path,
            folder =>
            [
                $"--config.file={folder}/prometheus.yaml", $"--storage.tsdb.path={folder}/data", $"--web.listen-address={address.Authority}",
                "--rules.alert.resend-delay=1s",
            ],
            new Uri(address, "/-/ready"),
            files);
        return new PrometheusServer(process, address);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
