using System.Text.Json;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Monitor.Tests.Cli;

namespace FlinkReady.Monitor.Tests.Reports;

/// <summary>Reports on real clusters hold their schemas and agree with each other.</summary>
public sealed class RecordingReportTests
{
    public static TheoryData<string> Recordings
    {
        get
        {
            var root = SharedMaterial.PathOf("flink-recordings");
            IEnumerable<string> series = root is null ? [] : Directory.GetFiles(root, "truth.json", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, Path.GetDirectoryName(file)!)).Order();
            return new(series.Prepend("demo"));
        }
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task Json_and_sarif_hold_their_schemas_and_count_the_same(string recording)
    {
        using var folder = new TemporaryFolder();
        var path = recording == "demo" ? recording : SharedMaterial.PathOf("flink-recordings", recording)!;

        var run = await CliRun.Of("scan", "--recording", path, "--format", "json", "--output", $"sarif={folder.File("sarif")}", "--fail-on", "never");

        Assert.Equal((ExitCodes.Success, string.Empty), (run.ExitCode, run.Error.Replace("flinkready: there are no jobs; only clusters were checked\n", string.Empty, StringComparison.Ordinal)));
        Schemas.AssertValid("report.schema.json", run.Out);
        var sarif = await File.ReadAllTextAsync(folder.File("sarif"), TestContext.Current.CancellationToken);
        Schemas.AssertValid("sarif-schema-2.1.0.json", sarif);
        Assert.Equal(Findings(JsonDocument.Parse(run.Out).RootElement), JsonDocument.Parse(sarif).RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Count(result => result.GetProperty("kind").GetString() == "fail"));
    }

    [Fact]
    public async Task The_summary_is_the_sum_of_the_checks()
    {
        var run = await CliRun.Of("scan", "--recording", "demo", "--format", "json");

        var root = JsonDocument.Parse(run.Out).RootElement;
        var statuses = Checks(root).GroupBy(check => check.GetProperty("status").GetString()!).ToDictionary(group => group.Key, group => group.Count());
        var summary = root.GetProperty("summary");
        Assert.All(["pass", "fail", "waived", "unknown", "notApplicable"], status => Assert.Equal(statuses.GetValueOrDefault(status), summary.GetProperty(status).GetInt32()));
    }

    [Theory]
    [InlineData("\"status\":\"fail\"", "\"status\":\"failed\"")]
    [InlineData("\"complete\":true,", "")]
    [InlineData("\"status\":\"fail\"", "\"status\":\"pass\"")]
    [InlineData("\"reportVersion\":\"1\"", "\"reportVersion\":1")]
    [InlineData("\"skippedRules\":[]", "\"skippedRules\":[],\"more\":1")]
    public async Task The_schema_refuses_what_the_contract_does_not_have(string before, string after)
    {
        var run = await CliRun.Of("scan", "--recording", "demo", "--format", "json");

        Assert.Contains(before, run.Out, StringComparison.Ordinal);
        Assert.False(Schemas.IsValid("report.schema.json", run.Out.Replace(before, after, StringComparison.Ordinal)));
    }

    private static int Findings(JsonElement report) => Checks(report).Sum(check => check.GetProperty("findings").GetArrayLength());

    private static IEnumerable<JsonElement> Checks(JsonElement report) =>
        report.GetProperty("checks").EnumerateArray().Concat(report.GetProperty("targets").EnumerateArray().SelectMany(target =>
            target.GetProperty("checks").EnumerateArray().Concat(target.GetProperty("jobs").EnumerateArray().SelectMany(job => job.GetProperty("checks").EnumerateArray()))));
}
