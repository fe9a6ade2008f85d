using System.Text.Json;
using FlinkReady.Fleet.Clusters;
using FlinkReady.Reliability.Tests.Support;

namespace FlinkReady.Reliability.Tests.Programs;

/// <summary>Redirects whose address is none.</summary>
[Collection(Alone.Name)]
public sealed class HostileRedirectTests
{
    [Theory]
    [InlineData("//")]
    [InlineData("///")]
    [InlineData("//a b/")]
    public async Task An_address_that_is_none_costs_neither_the_report_nor_the_other_targets(string location)
    {
        await using var server = await Served.StartAsync(new FleetOptions { JobsPerCluster = 2 });
        await using var hostile = Redirecting(location);
        using var folder = new Folder();
        var configuration = FleetConfiguration.Write(folder, server, string.Empty, $"""
              - name: hostile
                url: {hostile.Url}
              - name: standby
                urls: [{hostile.Url}, {server.UrlOf("cluster-001")}]

            """);

        var run = await MonitorProcess.RunAsync("scan", "--config", configuration, "--format", "json", "--fail-on", "never");

        Assert.Equal(3, run.ExitCode);
        var targets = JsonDocument.Parse(run.Output).RootElement.GetProperty("targets").EnumerateArray()
            .ToDictionary(target => target.GetProperty("name").GetString()!, StringComparer.Ordinal);
        Assert.Equal("redirect", targets["hostile"].GetProperty("error").GetProperty("reason").GetString());
        Assert.True(targets["cluster-001"].GetProperty("assessed").GetBoolean());
        Assert.True(targets["standby"].GetProperty("assessed").GetBoolean());
    }

    [Fact]
    public async Task A_recording_of_it_is_written_and_tells_the_same()
    {
        await using var hostile = Redirecting("//");
        using var folder = new Folder();
        var path = Path.Combine(folder.Path, "recording");

        var record = await MonitorProcess.RunAsync("record", hostile.Url, "--output", path);
        var scan = await MonitorProcess.RunAsync("scan", "--recording", path, "--format", "json");

        Assert.Equal(3, record.ExitCode);
        Assert.Equal(3, scan.ExitCode);
        Assert.Equal("redirect", JsonDocument.Parse(scan.Output).RootElement.GetProperty("targets")[0].GetProperty("error").GetProperty("reason").GetString());
    }

    private static RawServer Redirecting(string location) =>
        new($"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}
