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

    [Fact]
    public async Task A_violation_says_what_is_wrong_why_what_was_seen_and_how_to_fix_it()
    {
        var run = await CliRun.Of("scan", "--recording", "demo", "--rule", "ha-enabled");

        Assert.Contains(
            """
            Cluster
              CRITICAL  ha-enabled
                        JobManager high availability is off: no key of the configuration
                        sets it.
                        why   Without high availability a lost JobManager loses every
            """.ReplaceLineEndings("\n"),
            run.Out,
            StringComparison.Ordinal);
        Assert.Contains("seen  GET /jobmanager/config: high-availability.type = not set", run.Out, StringComparison.Ordinal);
        Assert.Contains("fix   Set in config.yaml:\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("high-availability.type: zookeeper\n", run.Out, StringComparison.Ordinal);
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

        Assert.True(run.Out.IndexOf("Job nocheckpoint", StringComparison.Ordinal) < run.Out.IndexOf("Job good", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lines_fit_80_columns_but_for_snippets_to_copy()
    {
        var run = await CliRun.Of("scan", "--recording", "demo");

        Assert.All(run.Out.Split('\n').Where(line => line.Length > 80), line => Assert.Matches("^ {12}(fix   | {6})[^ ]", line));
    }
}
