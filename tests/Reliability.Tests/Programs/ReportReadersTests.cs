using System.Diagnostics;
using System.Net;
using System.Text.Json;
using FlinkReady.Fleet.Clusters;
using FlinkReady.Reliability.Tests.Support;

namespace FlinkReady.Reliability.Tests.Programs;

/// <summary>Many who read a long report at once, and some who don't read what they asked for.</summary>
[Collection(Alone.Name)]
public sealed class ReportReadersTests
{
    private const int Megabyte = 1024 * 1024;

    [Fact]
    public async Task Readers_of_the_report_cost_no_copy_each_and_those_that_never_read_are_dropped()
    {
        await using var server = await Served.StartAsync(new FleetOptions { JobsPerCluster = 800 });
        await using var monitor = await MonitorProcess.WatchAsync(server.UrlOf("cluster-001"));
        await monitor.UntilAsync("/readyz", text => text.StartsWith("ok", StringComparison.Ordinal));
        var report = await monitor.GetAsync("/api/v1/report");
        using var document = JsonDocument.Parse(report);
        Assert.Equal(800, document.RootElement.GetProperty("targets")[0].GetProperty("jobs").GetArrayLength());
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ReadAsync(monitor)));
        var before = monitor.PeakMemory;

        var statuses = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => ReadAsync(monitor)));
        Assert.Contains(HttpStatusCode.OK, statuses);
        Assert.All(statuses, status => Assert.True(status is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{status}"));

        using var mute = new RawConnections(monitor.Address);
        await mute.OpenAsync(60, "GET /api/v1/report HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        Assert.StartsWith("ok", await monitor.GetAsync("/livez"), StringComparison.Ordinal);

        // Those who took the places and read nothing lose them after ten seconds.
        var started = Stopwatch.GetTimestamp();
        while (await ReadAsync(monitor) != HttpStatusCode.OK)
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(40));
            await Task.Delay(500, TestContext.Current.CancellationToken);
        }

        // Ten readers took 236 MB once, a hundred 7.3 GB.
        var more = monitor.PeakMemory - before;
        Assert.True(more < 3L * report.Length + (40 * Megabyte), $"{more / Megabyte} MB more for a report of {report.Length / Megabyte} MB");
    }

    private static async Task<HttpStatusCode> ReadAsync(MonitorProcess monitor)
    {
        using var handler = new SocketsHttpHandler();
        using var client = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(monitor.Address, "/api/v1/report"));
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await body.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
