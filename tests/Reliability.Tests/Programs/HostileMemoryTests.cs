using System.Text.Json;
using FlinkReady.Fleet.Clusters;
using FlinkReady.Reliability.Tests.Support;

namespace FlinkReady.Reliability.Tests.Programs;

/// <summary>One JobManager that wants all the memory there is, beside one that is sound.</summary>
[Collection(Alone.Name)]
public sealed class HostileMemoryTests
{
    private const int Megabyte = 1024 * 1024;

    // Two bodies of 64 MiB at once, 64 MiB that may be kept, and the room that a collector takes which is in no hurry.
    private const int Room = 420;

    [Theory]
    [InlineData("jobs")]
    [InlineData("names")]
    [InlineData("vertices")]
    [InlineData("texts")]
    [InlineData("distinct")]
    public async Task It_leaves_the_others_their_memory_and_says_what_was_left_out(string kind)
    {
        await using var hostile = new HostileJobManager(kind);
        await using var server = await Served.StartAsync(new FleetOptions { JobsPerCluster = 3 });
        using var folder = new Folder();
        var configuration = FleetConfiguration.Write(folder, server, "pollInterval: 5s\nrequestTimeout: 60s\n", $$"""
              - { name: hostile, url: "{{hostile.Url}}", jobs: { include: ["{{(kind == "jobs" ? "job-1" : "*")}}"] } }

            """);
        await using var monitor = await MonitorProcess.WatchAsync("--config", configuration);

        await monitor.UntilAsync("/metrics", page => page.Contains("flinkready_target_polls_total{target=\"cluster-001\"} 3", StringComparison.Ordinal));
        await monitor.UntilAsync("/readyz", text => text.StartsWith("ok", StringComparison.Ordinal));

        var page = await monitor.GetAsync("/metrics");
        Assert.Contains("flinkready_target_up{target=\"cluster-001\"} 1", page, StringComparison.Ordinal);
        var report = JsonDocument.Parse(await monitor.GetAsync("/api/v1/report?target=hostile")).RootElement.GetProperty("targets")[0];
        AssertSaysSo(kind, report, page);
        Assert.True(monitor.PeakMemory < (long)Room * Megabyte, $"{monitor.PeakMemory / Megabyte} MB at most");
    }

    private static void AssertSaysSo(string kind, JsonElement target, string page)
    {
        switch (kind)
        {
            case "names":
                Assert.Equal("tooLarge", target.GetProperty("error").GetProperty("reason").GetString());
                Assert.Contains("maxTargetMemory", target.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
                break;
            case "jobs" or "distinct":
                var complete = target.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("rule").GetString() == "jobs-complete");
                Assert.Equal("unknown", complete.GetProperty("status").GetString());
                Assert.Contains(kind == "jobs" ? "of 200000 jobs were left out" : "maxTargetMemory", complete.GetProperty("message").GetString(), StringComparison.Ordinal);
                Assert.Contains("flinkready_not_assessed{target=\"hostile\",job_name=\"\",rule=\"jobs-complete\",reason=\"undecidable\"} 1", page, StringComparison.Ordinal);
                break;
            default:
                Assert.All(target.GetProperty("jobs").EnumerateArray(), job =>
                    Assert.Equal("unknown", job.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("rule").GetString() == "operator-uid").GetProperty("status").GetString()));
                break;
        }
    }
}
