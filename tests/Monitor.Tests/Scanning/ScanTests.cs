using System.Text.Json;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Monitor.Tests.Cli;

namespace FlinkReady.Monitor.Tests.Scanning;

/// <summary>Scans of the embedded recording: exit codes, filters, outputs, waivers, baselines.</summary>
public sealed class ScanTests
{
    private static readonly string[] Demo = ["scan", "--recording", "demo"];

    [Theory]
    [InlineData("--fail-on critical", ExitCodes.Violations)]
    [InlineData("--fail-on never", ExitCodes.Success)]
    [InlineData("--rule ha-enabled --fail-on warning", ExitCodes.Violations)]
    [InlineData("--rule ha-enabled --fail-on never --min-score 1", ExitCodes.LowScore)]
    [InlineData("--rule ha-enabled --min-score 1", ExitCodes.Violations)]
    [InlineData("--rule checkpointing-enabled --job good", ExitCodes.Success)]
    [InlineData("--rule checkpointing-enabled --job nocheckpoint", ExitCodes.Violations)]
    [InlineData("--rule checkpointing-enabled --job nocheck*", ExitCodes.Violations)]
    [InlineData("--rule checkpointing-enabled --job Good", ExitCodes.Usage)]
    [InlineData("--snapshot 08-just-submitted --rule checkpointing-enabled --job good", ExitCodes.Success)]
    public async Task The_exit_code_follows_the_contract(string options, int exitCode) =>
        Assert.Equal(exitCode, (await CliRun.Of([.. Demo, .. options.Split(' ')])).ExitCode);

    [Theory]
    [InlineData("console")]
    [InlineData("json")]
    public async Task A_target_that_does_not_answer_is_exit_code_3_and_in_the_report(string format)
    {
        // Port 1 of the loopback: nothing listens there.
        var run = await CliRun.Of("scan", "http://127.0.0.1:1", "--recording", "demo", "--format", format, "--timeout", "20s");

        Assert.Equal(ExitCodes.NotAssessed, run.ExitCode);
        Assert.Contains(format == "json" ? "\"reason\":\"connection\"" : "NOT ASSESSED", run.Out, StringComparison.Ordinal);
        Assert.Contains("nocheckpoint", run.Out, StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Several_reports_are_written_at_once_and_standard_output_stays_empty()
    {
        using var folder = new TemporaryFolder();
        string[] formats = ["console", "json", "sarif", "junit", "markdown", "html"];

        var run = await CliRun.Of([.. Demo, .. formats.SelectMany(format => new[] { "--output", $"{format}={folder.File(format)}" })]);

        Assert.Equal(ExitCodes.Violations, run.ExitCode);
        Assert.Empty(run.Out);
        Assert.Equal(formats.Order(), Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order());
        Assert.All(Directory.GetFiles(folder.Path), file => Assert.True(new FileInfo(file).Length > 500, file));
    }

    [Fact]
    public async Task The_format_of_one_unnamed_output_is_that_of_the_file()
    {
        using var folder = new TemporaryFolder();

        var run = await CliRun.Of([.. Demo, "--format", "json", "--output", folder.File("report")]);

        Assert.Empty(run.Out);
        using var report = JsonDocument.Parse(await File.ReadAllBytesAsync(folder.File("report"), TestContext.Current.CancellationToken));
        Assert.Equal("1", report.RootElement.GetProperty("reportVersion").GetString());
    }

    [Theory]
    [InlineData("report.json", "{")]
    [InlineData("report.sarif", "{")]
    [InlineData("TEST-flink.xml", "<?xml")]
    [InlineData("report.md", "## ")]
    [InlineData("report.html", "<!doctype html>")]
    [InlineData("report.txt", "demo")]
    public async Task The_name_of_a_file_says_its_format_where_nothing_else_does(string name, string begin)
    {
        using var folder = new TemporaryFolder();

        var run = await CliRun.Of([.. Demo, "--output", folder.File(name)]);

        Assert.Empty(run.Out);
        Assert.StartsWith(begin, File.ReadAllText(folder.File(name)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_folder_is_exit_code_2_and_leaves_nothing()
    {
        using var folder = new TemporaryFolder();

        var run = await CliRun.Of([.. Demo, "--output", $"json={folder.File("missing/report.json")}"]);

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.EndsWith("missing/report.json is in a folder that does not exist\n", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_full_disk_is_exit_code_2()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "this system has no /dev/full");

        var run = await CliRun.Of([.. Demo, "--output", "json=/dev/full"]);

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Equal("flinkready: /dev/full cannot be written: no space left on the device\n", run.Error);
    }

    [Fact]
    public async Task An_older_report_is_replaced_whole()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("report.json", new string('x', 1_000_000));

        await CliRun.Of([.. Demo, "--output", $"json={file}"]);

        using var report = JsonDocument.Parse(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal([file], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_baseline_lets_what_was_there_pass_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        var baseline = folder.File("baseline.json");
        await CliRun.Of([.. Demo, "--rule", "ha-enabled", "--output", $"json={baseline}"]);

        var same = await CliRun.Of([.. Demo, "--rule", "ha-enabled", "--baseline", baseline]);
        var more = await CliRun.Of([.. Demo, "--rule", "ha-enabled", "--rule", "checkpointing-enabled", "--baseline", baseline]);

        Assert.Equal(ExitCodes.Success, same.ExitCode);
        Assert.Contains("Against the baseline: 0 new findings, 0 gone, 1 as before.", same.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Violations, more.ExitCode);
        Assert.Contains("1 new finding, 0 gone, 1 as before.", more.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_become_worse_since_the_baseline_is_new()
    {
        using var folder = new TemporaryFolder();
        var baseline = folder.File("baseline.json");
        var mild = folder.Write("mild.yaml", "rules: { ha-enabled: { severity: info } }");
        await CliRun.Of([.. Demo, "--rule", "ha-enabled", "--config", mild, "--output", $"json={baseline}"]);

        var junit = folder.File("junit.xml");
        var same = await CliRun.Of([.. Demo, "--rule", "ha-enabled", "--config", mild, "--baseline", baseline, "--fail-on", "info", "--format", "console", "--output", $"junit={junit}"]);
        var worse = await CliRun.Of([.. Demo, "--rule", "ha-enabled", "--baseline", baseline, "--fail-on", "info"]);

        Assert.Equal(ExitCodes.Success, same.ExitCode);
        Assert.Contains("0 new findings, 0 gone, 1 as before.", same.Out, StringComparison.Ordinal);
        Assert.Contains("in the baseline: ", await File.ReadAllTextAsync(junit, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Violations, worse.ExitCode);
        Assert.Contains("1 new finding, 1 gone, 0 as before.", worse.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"reportVersion\":\"1\",\"checks\":[],\"targets\":[{}]}")]
    [InlineData("{\"reportVersion\":\"1\",\"checks\":[3],\"targets\":[]}")]
    [InlineData("{\"reportVersion\":\"1\",\"checks\":[{\"rule\":\"r\",\"findings\":[{\"severity\":\"bad\",\"waiver\":null,\"resource\":{\"kind\":\"job\",\"vertexName\":null,\"operator\":null}}]}],\"targets\":[]}")]
    public async Task Something_else_is_no_baseline(string text)
    {
        using var folder = new TemporaryFolder();

        var run = await CliRun.Of([.. Demo, "--baseline", folder.Write("b.json", text)]);

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.EndsWith("is not a report of flinkready: write one with --format json\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Written_waivers_waive_all_that_was_wrong()
    {
        using var folder = new TemporaryFolder();
        var waivers = folder.File("waivers.yaml");
        await CliRun.Of([.. Demo, "--write-waivers", waivers, "--owner", "@team: \"x\"", "--expires", "2999-12-31", "--fail-on", "never"]);

        var run = await CliRun.Of([.. Demo, "--config", waivers, "--fail-on", "info", "--format", "json"]);

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        using var report = JsonDocument.Parse(run.Out);
        Assert.Equal(0, report.RootElement.GetProperty("summary").GetProperty("fail").GetInt32());
        Assert.True(report.RootElement.GetProperty("summary").GetProperty("waived").GetInt32() >= 2);
        Assert.Contains("@team: \\u0022x\\u0022", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_waiver_waives_nothing_and_is_a_finding()
    {
        using var folder = new TemporaryFolder();
        var config = folder.Write("c.yaml", "waivers: [{ rule: ha-enabled, reason: r, owner: o, expires: 2026-01-31 }]");

        var last = await CliRun.Of([.. Demo, "--config", config, "--rule", "ha-enabled", "--now", "2026-01-31T23:59:59Z"]);
        var after = await CliRun.Of([.. Demo, "--config", config, "--rule", "ha-enabled", "--now", "2026-02-01T00:00:00Z"]);
        var finding = await CliRun.Of([.. Demo, "--config", config, "--rule", "waiver-expired", "--now", "2026-02-01T00:00:00Z"]);

        Assert.Equal((ExitCodes.Success, ExitCodes.Violations, ExitCodes.Violations), (last.ExitCode, after.ExitCode, finding.ExitCode));
    }

    [Fact]
    public async Task Skipped_rules_are_named_and_nowhere_else()
    {
        var run = await CliRun.Of([.. Demo, "--skip-rule", "ha-enabled", "--format", "json"]);

        using var report = JsonDocument.Parse(run.Out);
        Assert.Equal(["ha-enabled"], report.RootElement.GetProperty("skippedRules").EnumerateArray().Select(rule => rule.GetString()));
        Assert.DoesNotContain("\"rule\":\"ha-enabled\"", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_targets_is_an_error_and_one_with_is_scanned()
    {
        using var folder = new TemporaryFolder();
        var empty = folder.Write("empty.yaml", "rules: {}");

        var none = await CliRun.Of("scan", "--config", empty);
        var variable = await CliRun.Of(
            ["scan", "--config", empty, "--fail-on", "never", "--format", "json"],
            environment: new Dictionary<string, string> { ["FLINKREADY__TARGETS__0__URL"] = "http://127.0.0.1:1", ["FLINKREADY__TARGETS__0__NAME"] = "from-variable" });

        Assert.Equal(ExitCodes.Usage, none.ExitCode);
        Assert.EndsWith("empty.yaml: has no targets: add \"targets:\" or \"kubernetes:\", or name a URL or a recording on the command line\n", none.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.NotAssessed, variable.ExitCode);
        Assert.Contains("\"name\":\"from-variable\"", variable.Out, StringComparison.Ordinal);
    }
}
