using System.Diagnostics;
using System.Net.Sockets;
using FlinkReady.Fleet.Clusters;
using FlinkReady.Reliability.Tests.Support;

namespace FlinkReady.Reliability.Tests.Programs;

/// <summary>Probes and scrapes beside clients that are idle, slow or hostile.</summary>
[Collection(Alone.Name)]
public sealed class ProbeTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Probes_are_answered_beside_600_idle_and_600_half_sent_connections()
    {
        await using var monitor = await MonitorProcess.WatchAsync("--recording", "demo");
        await monitor.UntilAsync("/readyz", text => text.StartsWith("ok", StringComparison.Ordinal));
        using var strangers = new RawConnections(monitor.Address);

        await strangers.OpenAsync(600);
        await strangers.OpenAsync(600, "GET /metrics HTTP/1.1\r\nHost: x\r\nX-Slow: ");

        for (var probe = 0; probe < 5; probe++)
        {
            foreach (var path in new[] { "/livez", "/readyz" })
            {
                var started = Stopwatch.GetTimestamp();
                Assert.Contains("200 OK", await AskAsync(monitor, path), StringComparison.Ordinal);
                Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(1), $"{path} took {Stopwatch.GetElapsedTime(started)}");
            }
        }

        Assert.Contains("flinkready_build_info", await AskAsync(monitor, "/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_without_a_request_is_closed_after_fifteen_seconds_and_a_half_sent_one_after_ten()
    {
        await using var monitor = await MonitorProcess.WatchAsync("--recording", "demo");
        using var strangers = new RawConnections(monitor.Address);
        var idle = await strangers.OpenAsync();
        var half = await strangers.OpenAsync("GET /metrics HTTP/1.1\r\nHost: x\r\nX-Slow: ");

        Assert.Empty(await RawConnections.ReadToEndAsync(idle, TimeSpan.FromSeconds(20)));
        Assert.Contains("408", await RawConnections.ReadToEndAsync(half, TimeSpan.FromSeconds(5)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/metrics", "flinkready_build_info")]
    [InlineData("/api/v1/report", "reportVersion")]
    [InlineData("/livez", "ok")]
    public async Task A_request_whose_sender_has_closed_its_side_is_answered(string path, string answer)
    {
        await using var monitor = await MonitorProcess.WatchAsync("--recording", "demo");
        await monitor.UntilAsync("/readyz", text => text.StartsWith("ok", StringComparison.Ordinal));
        using var strangers = new RawConnections(monitor.Address);
        for (var attempt = 0; attempt < 10; attempt++)
        {
            var socket = await strangers.OpenAsync(Request(path, "127.0.0.1"));
            socket.Shutdown(SocketShutdown.Send);
            Assert.Contains(answer, await RawConnections.ReadToEndAsync(socket, Limit), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/api/v1/report", "rebound.example.com", "421")]
    [InlineData("/", "rebound.example.com", "421")]
    [InlineData("/metrics", "rebound.example.com", "200 OK")]
    [InlineData("/livez", "rebound.example.com", "200 OK")]
    [InlineData("/", "localhost:9817", "200 OK")]
    [InlineData("/", "[::1]:9817", "200 OK")]
    [InlineData("/", "10.0.0.7", "200 OK")]
    public async Task On_loopback_a_page_is_shown_under_no_strange_name(string path, string host, string status)
    {
        await using var monitor = await MonitorProcess.WatchAsync("--recording", "demo");

        var answer = await AskAsync(monitor, path, host);

        Assert.Contains(status, answer.Split('\n')[0], StringComparison.Ordinal);
        Assert.Equal(status == "421", answer.Contains("web.hosts", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_that_is_configured_is_answered_to()
    {
        using var folder = new Folder();
        await using var server = await Served.StartAsync(new FleetOptions { JobsPerCluster = 1 });
        var configuration = FleetConfiguration.Write(folder, server, "web: { hosts: [flink.example.com], publicUrl: \"https://ready.example.com/x/\" }\n");
        await using var monitor = await MonitorProcess.WatchAsync("--config", configuration);
        await monitor.UntilAsync("/readyz", text => text.StartsWith("ok", StringComparison.Ordinal));

        Assert.Contains("200 OK", await AskAsync(monitor, "/", "flink.example.com:80"), StringComparison.Ordinal);
        Assert.Contains("200 OK", await AskAsync(monitor, "/", "ready.example.com"), StringComparison.Ordinal);
        Assert.Contains("421", await AskAsync(monitor, "/", "other.example.com"), StringComparison.Ordinal);
        Assert.Contains("https://ready.example.com/x/rules/", await monitor.GetAsync("/api/v1/report"), StringComparison.Ordinal);
    }

    private static string Request(string path, string host) => $"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n";

    private static async Task<string> AskAsync(MonitorProcess monitor, string path, string host = "127.0.0.1")
    {
        using var connections = new RawConnections(monitor.Address);
        var socket = await connections.OpenAsync(Request(path, host));
        return await RawConnections.ReadToEndAsync(socket, Limit);
    }
}
