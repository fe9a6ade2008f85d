using System.Diagnostics;
using System.Text.Json;
using FlinkReady.EndToEnd.Tests.Support;

namespace FlinkReady.EndToEnd.Tests.Watch;

/// <summary>A real Prometheus scrapes the real program.</summary>
public sealed class PrometheusTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Prometheus_scrapes_what_watch_shows()
    {
        Assert.SkipWhen(ExternalTool.Prometheus is null, ExternalTool.Missing("prometheus"));
        Assert.SkipWhen(SharedMaterial.Root is null, SharedMaterial.MissingReason);
        await using var program = await Flinkready.ListenAsync(
            "watch", "--recording", SharedMaterial.PathOf("flink-recordings", "1.20.5", "s7-taskmanager-loss")!, "--name", "fleet", "--step", "200ms");
        using var folder = new TemporaryFolder();
        var port = LoopbackPort.Free();
        var file = folder.Write("prometheus.yml",
            $"""
            scrape_configs:
              - job_name: flinkready
                scrape_interval: 1s
                static_configs: [ {"{"} targets: ["{program.Url["http://".Length..]}"] {"}"} ]
            """);
        using var prometheus = Process.Start(new ProcessStartInfo(
            ExternalTool.Prometheus.Path,
            [$"--config.file={file}", $"--storage.tsdb.path={folder.Path}/data", $"--web.listen-address=127.0.0.1:{port}", "--log.level=error"])
        { RedirectStandardError = true })!;
        try
        {
            // Started without high availability (truth.json), and the job nocheckpoint without checkpoints.
            Assert.Equal("1", await ValueAsync(port, "flinkready_violation{target=\"fleet\",job_name=\"\",rule=\"ha-enabled\"}"));
            Assert.Equal("1", await ValueAsync(port, "flinkready_violation{job_name=\"nocheckpoint\",rule=\"checkpointing-enabled\",severity=\"critical\"}"));
            Assert.Equal("1", await ValueAsync(port, "up{job=\"flinkready\"}"));
            Assert.Equal("3", await ValueAsync(port, "count(flinkready_job_info)"));

            // What Prometheus stores of a scrape is all that the page has: nothing was dropped, nothing was there twice.
            var samples = (await program.GetAsync("/metrics")).Split('\n').Count(line => line.Length > 0 && line[0] != '#');
            var scraped = int.Parse(await ValueAsync(port, "scrape_samples_post_metric_relabeling{job=\"flinkready\"}"), System.Globalization.CultureInfo.InvariantCulture);
            Assert.InRange(scraped, samples - 50, samples + 50);
            Assert.Equal("0", await ValueAsync(port, "sum(rate(prometheus_target_scrapes_sample_duplicate_timestamp_total[1m])) or vector(0)"));
        }
        finally
        {
            prometheus.Kill();
            await prometheus.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task<string> ValueAsync(int port, string query)
    {
        var url = $"http://127.0.0.1:{port}/api/v1/query?query={Uri.EscapeDataString(query)}";
        var answer = await Until.AsyncValue(() => Http.GetAsync(url), text => Value(text) is not null, Patience);
        return Value(answer)!;
    }

    private static string? Value(string answer)
    {
        using var document = JsonDocument.Parse(answer);
        var result = document.RootElement.GetProperty("data").GetProperty("result");
        return result.GetArrayLength() == 0 ? null : result[0].GetProperty("value")[1].GetString();
    }
}
