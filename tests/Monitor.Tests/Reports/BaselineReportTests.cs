using System.Text.Json;
using FlinkReady.Monitor.Tests.Cli;

namespace FlinkReady.Monitor.Tests.Reports;

/// <summary>Held against an earlier report, every format says what is new: the reader of any of them looks for just that.</summary>
public sealed class BaselineReportTests : IDisposable
{
    private const string Known = "ha-enabled";
    private const string New = "checkpointing-enabled";

    private readonly TemporaryFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_console_lists_new_findings_whole_and_counts_the_others()
    {
        var report = await ScanAsync("console");

        Assert.Contains($"NEW CRITICAL  {New}  job nocheckpoint\n", report, StringComparison.Ordinal);
        Assert.Contains("            execution.checkpointing.interval: 60s\n", report, StringComparison.Ordinal);
        Assert.Contains($"Begin with {New} (job nocheckpoint).", report, StringComparison.Ordinal);
        Assert.DoesNotContain(Known, report, StringComparison.Ordinal);
        Assert.Contains("Against the baseline: 1 new finding, 0 gone, 1 as before.", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_says_of_each_finding_whether_it_is_new()
    {
        var report = await ScanAsync("json");

        Schemas.AssertValid("report.schema.json", report);
        Assert.Equal([(Known, false), (New, true)], Findings(report).Select(finding => (finding.Rule, finding.Finding.GetProperty("new").GetBoolean())));
        var without = (await CliRun.Of(Args("json"))).Out;
        Assert.All(Findings(without), finding => Assert.False(finding.Finding.TryGetProperty("new", out _)));
    }

    [Fact]
    public async Task Sarif_has_the_state_of_each_result()
    {
        var report = await ScanAsync("sarif");

        Schemas.AssertValid("sarif-schema-2.1.0.json", report);
        using var document = JsonDocument.Parse(report);
        var states = document.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Select(result => (result.GetProperty("ruleId").GetString(), result.GetProperty("baselineState").GetString()));
        Assert.Equal([(Known, "unchanged"), (New, "new")], states);
    }

    [Fact]
    public async Task Markdown_marks_what_is_new_and_puts_it_first()
    {
        var rows = (await ScanAsync("markdown")).Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Contains("critical", StringComparison.Ordinal)).ToList();

        Assert.Equal(2, rows.Count);
        Assert.StartsWith("| 🆕 🔴 critical | `" + New, rows[0], StringComparison.Ordinal);
        Assert.StartsWith("| 🔴 critical | `" + Known, rows[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Html_marks_what_is_new()
    {
        var cards = (await ScanAsync("html")).Split("<article").Skip(1).ToList();

        Assert.Contains("class=\"badge fresh\">new<", Assert.Single(cards, card => card.Contains(New, StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain("badge fresh", Assert.Single(cards, card => card.Contains(Known, StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("console")]
    [InlineData("markdown")]
    [InlineData("html")]
    public async Task With_nothing_open_but_waivers_it_is_said_to_be_waived(string format)
    {
        var waivers = _folder.File("waivers.yaml");
        await CliRun.Of([.. Args("json"), "--write-waivers", waivers, "--owner", "me", "--expires", "2027-03-31"]);

        var run = await CliRun.Of([.. Args(format), "--waivers", waivers, "--now", "2026-11-30T00:00:00Z"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("nothing open; 2 waived, 2 of them critical", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("100.0 of 100", run.Out, StringComparison.Ordinal);
        Assert.True(format != "console" || run.Out.EndsWith("\nnothing open; 2 waived, 2 of them critical\n", StringComparison.Ordinal), run.Out);
    }

    private static string[] Args(string format) => ["scan", "--recording", "demo", "--rule", Known, "--rule", New, "--format", format];

    private async Task<string> ScanAsync(string format)
    {
        var baseline = _folder.File("baseline.json");
        await CliRun.Of("scan", "--recording", "demo", "--rule", Known, "--output", $"json={baseline}");
        return (await CliRun.Of([.. Args(format), "--baseline", baseline])).Out;
    }

    private static List<(string Rule, JsonElement Finding)> Findings(string report)
    {
        var target = JsonDocument.Parse(report).RootElement.GetProperty("targets")[0];
        var checks = target.GetProperty("checks").EnumerateArray().Concat(target.GetProperty("jobs").EnumerateArray().SelectMany(job => job.GetProperty("checks").EnumerateArray()));
        return [.. checks.SelectMany(check => check.GetProperty("findings").EnumerateArray().Select(finding => (check.GetProperty("rule").GetString()!, finding)))];
    }
}
