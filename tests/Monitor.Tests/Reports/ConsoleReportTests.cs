using System.Text.RegularExpressions;
using FlinkReady.Monitor.Tests.Cli;

namespace FlinkReady.Monitor.Tests.Reports;

/// <summary>The page a person reads.</summary>
public sealed class ConsoleReportTests
{
    [Fact]
    public async Task Colours_are_for_terminals_that_want_them()
    {
        string[] args = ["scan", "--recording", "demo"];

        Assert.Contains('\u001b', (await CliRun.Of(args, onTerminal: true)).Out);
        Assert.DoesNotContain('\u001b', (await CliRun.Of(args)).Out);
        Assert.DoesNotContain('\u001b', (await CliRun.Of(args, onTerminal: true, environment: new Dictionary<string, string> { ["NO_COLOR"] = "1" })).Out);
        Assert.DoesNotContain('\u001b', (await CliRun.Of(args, onTerminal: true, environment: new Dictionary<string, string> { ["TERM"] = "dumb" })).Out);
    }

    [Theory]
    [InlineData("always", false, "NO_COLOR", true)]
    [InlineData("never", true, "CLICOLOR_FORCE", false)]
    [InlineData("auto", false, "CLICOLOR_FORCE", true)]
    [InlineData("auto", true, "NO_COLOR", false)]
    [InlineData("auto", true, "COLUMNS", true)]
    public async Task What_is_asked_for_goes_before_the_environment(string color, bool onTerminal, string variable, bool hasColor)
    {
        var run = await CliRun.Of(["scan", "--recording", "demo", "--color", color], onTerminal: onTerminal, environment: new Dictionary<string, string> { [variable] = "1" });

        Assert.Equal(hasColor, run.Out.Contains('\u001b', StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_violation_says_what_is_wrong_why_what_was_seen_and_how_to_fix_it()
    {
        var run = await CliRun.Of("scan", "--recording", "demo", "--rule", "ha-enabled");

        Assert.Contains(
            """
            CRITICAL  ha-enabled  JobManager high availability is off: no key of the
              configuration sets it.
              why   Without high availability a lost JobManager loses every running job with
                    its latest checkpoint pointer: nothing restarts them.
              seen  /jobmanager/config: high-availability.type = not set
              fix   Set in config.yaml:
                        high-availability.type: zookeeper
                        high-availability.zookeeper.quorum: <host1>:2181,<host2>:2181,<host3>:2181
                        high-availability.storageDir: s3://<bucket>/flink/ha

            """.ReplaceLineEndings("\n"),
            run.Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_cause_on_many_jobs_is_one_block_that_names_them()
    {
        var run = await CliRun.Of(["scan", "--recording", "demo", "--rule", "checkpoint-retention"], environment: Wide);

        Assert.Contains("WARNING  checkpoint-retention  6 jobs: failure-rate, nouid, partial, restarting, skew, uidhash\n", run.Out, StringComparison.Ordinal);
        Assert.Equal(1, Count(run.Out, "Checkpoints are not retained"));
        Assert.Equal(1, Count(run.Out, "  why   "));
        Assert.Equal(1, Count(run.Out, "externalized-checkpoint-retention: RETAIN_ON_CANCELLATION"));
    }

    [Fact]
    public async Task Different_fixes_are_different_blocks_and_the_reason_is_given_once()
    {
        var run = await CliRun.Of(["scan", "--recording", "demo", "--rule", "restart-strategy"], environment: Wide);

        Assert.Contains("\nCRITICAL  restart-strategy  job nocheckpoint\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("\nWARNING  restart-strategy  job failure-rate\n", run.Out, StringComparison.Ordinal);
        Assert.Equal(1, Count(run.Out, "  why   "));
    }

    [Fact]
    public async Task Grouped_by_job_each_job_has_its_own_part()
    {
        var run = await CliRun.Of(["scan", "--recording", "demo", "--rule", "checkpoint-retention", "--group", "job"], environment: Wide);

        Assert.Contains("\nJob nouid (RUNNING)\nWARNING  checkpoint-retention  Checkpoints are not retained", run.Out, StringComparison.Ordinal);
        Assert.Equal(6, Count(run.Out, "Checkpoints are not retained"));
    }

    [Fact]
    public async Task A_summary_is_the_header_and_the_jobs()
    {
        var run = await CliRun.Of("scan", "--recording", "demo", "--summary");

        Assert.Contains("\nnocheckpoint ", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("fix   ", run.Out, StringComparison.Ordinal);
        Assert.True(Count(run.Out, "\n") < 30, run.Out);
    }

    [Fact]
    public async Task Some_rules_have_no_score()
    {
        Assert.Contains("score", (await CliRun.Of("scan", "--recording", "demo")).Out, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("score", (await CliRun.Of("scan", "--recording", "demo", "--rule", "ha-enabled")).Out, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("score", (await CliRun.Of("scan", "--recording", "demo", "--rule", "ha-enabled", "--format", "markdown")).Out, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<strong>", (await CliRun.Of("scan", "--recording", "demo", "--rule", "ha-enabled", "--format", "html")).Out, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task With_files_alone_one_line_says_what_was_found_and_where_it_went()
    {
        using var folder = new TemporaryFolder();

        var run = await CliRun.Of("scan", "--recording", "demo", "-o", folder.File("r.json"), "-o", folder.File("r.md"));

        Assert.Empty(run.Out);
        Assert.Equal(1, Count(run.Error, "\n"));
        Assert.Matches($@"^flinkready: \d+ failed checks: \d+ critical, .* score \d+\.\d -> {Regex.Escape(folder.File("r.json"))}, {Regex.Escape(folder.File("r.md"))}\n$", run.Error);
    }

    /// <summary>The 1,423 lines that it was once were read by nobody.</summary>
    [Theory]
    [InlineData("1.20.5")]
    [InlineData("2.3.0")]
    public async Task Twenty_jobs_are_120_lines_and_the_first_screen_says_what_to_begin_with(string version)
    {
        var recording = SharedMaterial.PathOf("flink-recordings", version, "s9-many");
        Assert.SkipWhen(recording is null, SharedMaterial.MissingReason);

        var run = await CliRun.Of(["scan", "--recording", recording!], environment: Wide);

        Assert.InRange(Count(run.Out, "\n"), 60, 120);
        var screen = run.Out.Split('\n')[..24];
        Assert.Contains(screen, line => line.StartsWith("Begin with checkpoint-storage (18 jobs), ha-enabled (cluster)", StringComparison.Ordinal));
        Assert.Contains(screen, line => line.StartsWith("CRITICAL  checkpoint-storage  18 jobs: tiny-00, tiny-01, ", StringComparison.Ordinal));
        Assert.Contains(screen, line => line.Trim().StartsWith("execution.checkpointing.dir: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Everything_is_there_with_verbose()
    {
        var recording = SharedMaterial.PathOf("flink-recordings", "2.3.0", "s9-many");
        Assert.SkipWhen(recording is null, SharedMaterial.MissingReason);

        var run = await CliRun.Of(["scan", "--recording", recording!, "--verbose", "--log-level", "none"], environment: Wide);

        // Each job in the table, in the list of each of five causes, and with its evidence.
        Assert.All(Enumerable.Range(0, 20).Where(number => number is not (3 or 7)), number => Assert.True(Count(run.Out, $"tiny-{number:00}") >= 6, $"tiny-{number:00}"));
        Assert.DoesNotContain("--verbose", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("60", 60)]
    [InlineData("100", 100)]
    [InlineData("40", 60)]
    [InlineData("300", 120)]
    public async Task Sentences_fit_the_width_and_code_is_never_broken(string columns, int width)
    {
        var run = await CliRun.Of(["scan", "--recording", "demo"], environment: new Dictionary<string, string> { ["COLUMNS"] = columns });

        Assert.All(run.Out.Split('\n').Where(line => line.Length > width), line => Assert.Matches("^ {12}[^ ]", line));
        Assert.Contains($"\n{new string('─', width)}\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("\n            env.getCheckpointConfig().setExternalizedCheckpointRetention(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_block_stands_on_the_page_as_it_is_to_be_pasted()
    {
        var run = await CliRun.Of("scan", "--recording", "demo", "--rule", "checkpoint-storage", "--rule", "ha-enabled");

        var blocks = run.Out.Split('\n').Where(line => line.StartsWith("            ", StringComparison.Ordinal)).Select(line => line.Trim()).ToList();
        Assert.Equal(
            [
                "execution.checkpointing.storage: filesystem", "execution.checkpointing.dir: s3://<bucket>/flink/checkpoints",
                "high-availability.type: zookeeper", "high-availability.zookeeper.quorum: <host1>:2181,<host2>:2181,<host3>:2181", "high-availability.storageDir: s3://<bucket>/flink/ha",
            ],
            blocks);
    }

    [Fact]
    public async Task Checks_below_the_severity_that_is_shown_are_hidden_whole_undecided_ones_too()
    {
        var all = await CliRun.Of("scan", "--recording", "demo");
        var some = await CliRun.Of("scan", "--recording", "demo", "--min-severity", "critical");

        Assert.Contains("\nunknown   ", all.Out, StringComparison.Ordinal);
        Assert.Contains("state-growth", all.Out, StringComparison.Ordinal);
        Assert.Contains("checkpoint-retention", all.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("checkpoint-retention", some.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("state-growth", some.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("console")]
    [InlineData("markdown")]
    [InlineData("html")]
    public async Task The_jobs_of_a_target_that_did_not_answer_are_not_counted(string format)
    {
        var run = await CliRun.Of("scan", "http://127.0.0.1:1", "--format", format);

        Assert.Contains("127.0.0.1:1", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("0 jobs", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_name_does_not_push_the_jobs_state_out()
    {
        using var writer = new StringWriter();

        new Monitor.Reports.ConsolePage(writer, hasColor: false, width: 80).Subheading("Job " + new string('x', 200), " (FAILED)", "score 12.5");

        var line = writer.ToString().TrimEnd('\n');
        Assert.Equal(80, line.Length);
        Assert.Contains("x… (FAILED)", line, StringComparison.Ordinal);
        Assert.EndsWith("score 12.5", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_hidden_is_counted()
    {
        var all = await CliRun.Of("scan", "--recording", "demo", "--rule", "savepoint-directory", "--rule", "ha-enabled");
        var some = await CliRun.Of("scan", "--recording", "demo", "--rule", "savepoint-directory", "--rule", "ha-enabled", "--min-severity", "critical");

        Assert.Contains("savepoint-directory", all.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", all.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("savepoint-directory", some.Out, StringComparison.Ordinal);
        Assert.Contains("1 check below critical is hidden by --min-severity critical.", some.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_with_a_critical_violation_is_called_ready() =>
        Assert.Equal("not ready", Monitor.Reports.ReportWords.Level(Assessments.With("x") with { Score = 99 }));

    [Fact]
    public async Task The_worst_comes_first()
    {
        var run = await CliRun.Of("scan", "--recording", "demo");

        Assert.True(run.Out.IndexOf("\nnocheckpoint ", StringComparison.Ordinal) < run.Out.IndexOf("\ngood ", StringComparison.Ordinal));
        Assert.True(run.Out.LastIndexOf("\nCRITICAL", StringComparison.Ordinal) < run.Out.IndexOf("\nWARNING", StringComparison.Ordinal));
        Assert.True(run.Out.LastIndexOf("\nWARNING", StringComparison.Ordinal) < run.Out.IndexOf("\nINFO", StringComparison.Ordinal));
    }

    /// <summary>Ages in messages count from when the recording was made, years ago perhaps.</summary>
    [Fact]
    public async Task A_recording_says_when_it_was_made() =>
        Assert.Contains(" · as of 2026-11-24 14:55:50Z", (await CliRun.Of("scan", "--recording", "demo")).Out, StringComparison.Ordinal);

    [Fact]
    public async Task Waiting_in_vain_says_so()
    {
        var run = await CliRun.Of("scan", "http://127.0.0.1:1", "--wait", "500ms");

        Assert.Contains("flinkready: 127.0.0.1-1: waited 500ms (--wait), and it did not answer: connection refused", run.Error, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Wide => new() { ["COLUMNS"] = "100" };

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
