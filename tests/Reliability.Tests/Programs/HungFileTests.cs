using FlinkReady.Fleet.Clusters;
using FlinkReady.Reliability.Tests.Support;

namespace FlinkReady.Reliability.Tests.Programs;

/// <summary>Files of users that never answer, or never end.</summary>
[Collection(Alone.Name)]
public sealed class HungFileTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);

    [Theory]
    [InlineData("scan --config {0}", 2)]
    [InlineData("config check {0}", 2)]
    [InlineData("scan --recording {0}", 2)]
    [InlineData("scan --recording demo --baseline {0}", 2)]
    [InlineData("operators --recording demo --uids {0}", 2)]
    [InlineData("scan {1} --bearer-token-file {0}", 3)]
    [InlineData("scan {1} --ca-file {0}", 3)]
    public async Task A_pipe_that_nobody_writes_to_and_a_device_without_an_end_are_told_in_seconds(string arguments, int exitCode)
    {
        using var folder = new Folder();
        NamedPipe.Create(Path.Combine(folder.Path, "pipe"));
        await using var server = await Served.StartAsync(new FleetOptions { JobsPerCluster = 1 });
        var url = arguments.Contains("ca-file", StringComparison.Ordinal) ? server.UrlOf("cluster-001").Replace("http:", "https:", StringComparison.Ordinal) : server.UrlOf("cluster-001");
        foreach (var file in new[] { "pipe", "/dev/zero" })
        {
            var command = string.Format(System.Globalization.CultureInfo.InvariantCulture, arguments, file, url);
            var run = await MonitorProcess.ShellAsync($"cd {folder.Path}; $FLINKREADY {command}", Limit);

            Assert.Equal(exitCode, run.ExitCode);
            Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
            var zeros = arguments.Contains("--baseline", StringComparison.Ordinal) ? "is not a report of flinkready" : arguments.Contains("--recording {0}", StringComparison.Ordinal) ? "is no zip archive" : "larger than";
            Assert.Contains(file == "pipe" ? "did not answer within" : zeros, (run.Error + run.Output).ReplaceLineEndings(" "), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_token_file_that_hangs_costs_its_target_alone()
    {
        using var folder = new Folder();
        await using var server = await Served.StartAsync(new FleetOptions { JobsPerCluster = 1 });
        NamedPipe.Create(Path.Combine(folder.Path, "pipe"));
        var configuration = FleetConfiguration.Write(folder, server, "pollInterval: 5s\n", $$"""
              - { name: hung, url: "{{server.UrlOf("cluster-001")}}", auth: { bearerTokenFile: pipe } }

            """);
        await using var monitor = await MonitorProcess.WatchAsync("--config", configuration);

        await monitor.UntilAsync("/metrics", page => page.Contains("flinkready_target_polls_total{target=\"cluster-001\"} 3", StringComparison.Ordinal));

        var page = await monitor.GetAsync("/metrics");
        Assert.Contains("flinkready_target_up{target=\"cluster-001\"} 1", page, StringComparison.Ordinal);
        Assert.Contains("flinkready_target_up{target=\"hung\"} 0", page, StringComparison.Ordinal);
        Assert.StartsWith("ok", await monitor.GetAsync("/livez"), StringComparison.Ordinal);
        Assert.Contains("did not answer within", await monitor.GetAsync("/api/v1/targets/hung/exchanges"), StringComparison.Ordinal);
        Assert.Equal(0, await monitor.TerminateAsync(TimeSpan.FromSeconds(5)));
    }
}
