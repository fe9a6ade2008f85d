using System.Text.Json;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Scanning;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Monitor.Tests.Cli;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Waivers;

namespace FlinkReady.Monitor.Tests.Scanning;

/// <summary>What <c>--write-waivers</c> writes covers all that is there today, and nothing else, whatever jobs and vertices are called.</summary>
public sealed class WaiverFileTests
{
    private static readonly string[] Hostile =
    [
        "no*", "no?", @"a\*", @"C:\jobs\", "say \"hi\"", "it's", "two\nlines\r\n", "\t\u001b[31m\u0000", "# - {a: [b]} & *c !d %e @f `g", "ünï \U0001F600 \u202E", "",
    ];

    [Fact]
    public async Task A_scan_with_written_waivers_has_no_violation_left_whatever_the_names_are()
    {
        using var folder = new TemporaryFolder();
        var recording = RenamedDemo.Write(folder.File("hostile"), Hostile);
        var waivers = folder.File("waivers.yaml");
        string[] scan = ["scan", "--recording", recording, "--name", "t", "--format", "json"];

        var before = await CliRun.Of([.. scan, "--fail-on", "never", "--write-waivers", waivers, "--owner", "team", "--expires", "2999-12-31"]);
        var after = await CliRun.Of([.. scan, "--fail-on", "info", "--config", waivers]);

        Assert.Equal((ExitCodes.Success, string.Empty), (after.ExitCode, after.Error));
        Assert.Equal(Hostile.Order(), JobNames(before.Out).Order());
        Assert.Equal(0, Count(after.Out, "fail"));
        Assert.Equal(Count(before.Out, "fail"), Count(after.Out, "waived"));
    }

    [Fact]
    public async Task The_waivers_of_a_job_called_like_a_pattern_cover_no_other()
    {
        using var folder = new TemporaryFolder();
        var recording = RenamedDemo.Write(folder.File("hostile"), ["*", "no*", "?", "*o*", "??????", "n*", "*uid", "g?od", "g*", "*e*", "o*"]);
        var waivers = folder.File("waivers.yaml");
        await CliRun.Of("scan", "--recording", recording, "--name", "t", "--fail-on", "never", "--write-waivers", waivers, "--owner", "team", "--expires", "2999-12-31");
        string[] demo = ["scan", "--recording", "demo", "--name", "t", "--format", "json", "--fail-on", "never"];

        var plain = await CliRun.Of(demo);
        var waived = await CliRun.Of([.. demo, "--config", waivers]);

        Assert.NotEmpty(JobFailures(plain.Out));
        Assert.Equal(JobFailures(plain.Out), JobFailures(waived.Out));
    }

    [Fact]
    public void Every_part_is_read_back_as_it_was()
    {
        using var folder = new TemporaryFolder();
        Waiver[] waivers = [.. Hostile.Select(name => new Waiver
        {
            Rule = "operator-uid", Target = "t-1", Job = Glob.Escape(name), Vertex = Glob.Escape(name + "v"), Reason = "r: \"x\" # y", Owner = "@team \\ ü", Expires = new DateOnly(2027, 3, 31),
        })];

        var loaded = ConfigurationReader.Read(folder.Write("waivers.yaml", WaiverFile.Compose(waivers)), new Dictionary<string, string>());

        Assert.Equal(waivers, loaded.Configuration!.Policy.Waivers);
    }

    [Fact]
    public void Nothing_to_waive_is_an_empty_list() => Assert.EndsWith("\nwaivers: []\n", WaiverFile.Compose([]), StringComparison.Ordinal);

    private static int Count(string report, string status)
    {
        using var document = JsonDocument.Parse(report);
        return document.RootElement.GetProperty("summary").GetProperty(status).GetInt32();
    }

    private static List<string> JobNames(string report)
    {
        using var document = JsonDocument.Parse(report);
        return [.. document.RootElement.GetProperty("targets")[0].GetProperty("jobs").EnumerateArray().Select(job => job.GetProperty("jobName").GetString()!).Distinct()];
    }

    private static List<string> JobFailures(string report)
    {
        using var document = JsonDocument.Parse(report);
        return
        [
            .. from job in document.RootElement.GetProperty("targets")[0].GetProperty("jobs").EnumerateArray()
               from check in job.GetProperty("checks").EnumerateArray()
               where check.GetProperty("status").GetString() == "fail"
               select $"{job.GetProperty("jobName").GetString()} {check.GetProperty("rule").GetString()}",
        ];
    }
}
