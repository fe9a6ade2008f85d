using System.Text.Json;
using FlinkReady.Reliability.Tests.Support;

namespace FlinkReady.Reliability.Tests.Programs;

/// <summary>What is shown of a target that stays down.</summary>
[Collection(Alone.Name)]
public sealed class DownTargetTests
{
    // The shortest interval: the breaker of the poll before would still be open.
    [Fact]
    public async Task Its_reason_stays_at_every_interval_with_since_when_and_how_many_tries()
    {
        using var folder = new Folder();
        var configuration = folder.Write("flinkready.yaml", """
            pollInterval: 5s
            targets:
              - { name: dead, url: "http://127.0.0.1:1" }
              - { name: pair, urls: ["http://127.0.0.1:1", "http://127.0.0.1:2", "http://127.0.0.1:3", "http://127.0.0.1:4", "http://127.0.0.1:5", "http://127.0.0.1:6"] }

            """);
        await using var monitor = await MonitorProcess.WatchAsync("--config", configuration);

        foreach (var target in new[] { "dead", "pair" })
        {
            var body = await monitor.UntilAsync($"/api/v1/targets/{target}/exchanges", text => text.Contains("\"tries\": 4", StringComparison.Ordinal));
            using var exchanges = JsonDocument.Parse(body);
            var down = exchanges.RootElement.GetProperty("down");
            Assert.Equal("connection", down.GetProperty("reason").GetString());
            Assert.Contains("connection refused", down.GetProperty("message").GetString(), StringComparison.Ordinal);
            Assert.Equal("connection", exchanges.RootElement.GetProperty("exchanges")[0].GetProperty("reason").GetString());
        }

        var metrics = await monitor.GetAsync("/metrics");
        Assert.Contains("flinkready_target_poll_failures_total{target=\"dead\",reason=\"circuit_open\"} 0", metrics, StringComparison.Ordinal);
        Assert.Contains("flinkready_target_poll_failures_total{target=\"pair\",reason=\"circuit_open\"} 0", metrics, StringComparison.Ordinal);
        Assert.Matches("down</span>: connection, for [0-9.]+ s, [4-9] tries[.] connection refused", await monitor.GetAsync("/"));
        Assert.Contains("first try", monitor.Log, StringComparison.Ordinal);
    }
}
