using System.Text.Json;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Monitor.Tests.Cli;
using FlinkReady.Monitor.Tests.Reports;

namespace FlinkReady.Monitor.Tests.Comparing;

/// <summary><c>flinkready compare</c> as a pipeline runs it: sources, exit codes, formats.</summary>
public sealed class CompareCommandTests
{
    [Fact]
    public async Task The_same_program_finds_its_state()
    {
        using var folder = new TemporaryFolder();
        var run = await Compare(folder, CompareFiles.Job(), CompareFiles.Plan());

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Contains("Every operator finds its state: 2 kept.", run.Out, StringComparison.Ordinal);
        Assert.Equal(string.Empty, run.Error);
    }

    [Theory]
    [InlineData("", ExitCodes.Violations)]
    [InlineData("--fail-on risk", ExitCodes.Violations)]
    [InlineData("--fail-on never", ExitCodes.Success)]
    [InlineData("--require-complete", ExitCodes.Violations)]
    public async Task A_program_that_lost_its_uids_loses_its_state(string options, int expected)
    {
        using var folder = new TemporaryFolder();
        var run = await Compare(folder, CompareFiles.Job(), CompareFiles.Plan(CompareFiles.AutoSourceId, CompareFiles.AutoProcessId), options);

        Assert.Equal(expected, run.ExitCode);
        Assert.Contains("LOST (2 operators)", run.Out, StringComparison.Ordinal);
        Assert.Contains(CompareFiles.AutoProcessId, run.Out, StringComparison.Ordinal);
        Assert.Contains(".setUidHash(\"" + CompareFiles.SourceId + "\")", run.Out, StringComparison.Ordinal);
    }

    /// <summary>Nothing is lost, and an operator without uid is one change away from it.</summary>
    [Theory]
    [InlineData("", ExitCodes.Success)]
    [InlineData("--fail-on risk", ExitCodes.Violations)]
    public async Task What_is_kept_by_chance_fails_where_that_was_asked(string options, int expected)
    {
        using var folder = new TemporaryFolder();
        var (old, fresh) = (CompareFiles.Job(CompareFiles.AutoSourceId, CompareFiles.AutoProcessId), CompareFiles.Plan(CompareFiles.AutoSourceId, CompareFiles.AutoProcessId));

        Assert.Equal(expected, (await Compare(folder, old, fresh, options)).ExitCode);
    }

    [Fact]
    public async Task An_operator_that_got_another_ones_id_says_so_first()
    {
        using var folder = new TemporaryFolder();
        var run = await Compare(
            folder, CompareFiles.Job(CompareFiles.AutoSourceId, CompareFiles.AutoProcessId), CompareFiles.Plan(CompareFiles.AutoSourceId, CompareFiles.AutoProcessId, processName: "enrich"), "--format json");

        using var json = JsonDocument.Parse(run.Out);
        var count = json.RootElement.GetProperty("operators").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "count");
        Assert.StartsWith("Its id belongs to 'enrich'", count.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_much_parallelism_and_another_maximum_are_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("PARALLELISM ABOVE MAX (2 operators)", (await Compare(folder, CompareFiles.Job(), CompareFiles.Plan(parallelism: 130))).Out, StringComparison.Ordinal);

        var changed = await Compare(folder, CompareFiles.Job(), CompareFiles.Plan(), "--max-parallelism 720");
        Assert.Equal(ExitCodes.Violations, changed.ExitCode);
        Assert.Contains("pipeline.max-parallelism: 128", changed.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Success, (await Compare(folder, CompareFiles.Job(), CompareFiles.Plan(), "--max-parallelism 128")).ExitCode);
    }

    [Fact]
    public async Task Declared_uids_are_named_and_a_declared_pin_is_no_loss()
    {
        using var folder = new TemporaryFolder();
        var lost = CompareFiles.Plan(CompareFiles.AutoSourceId, CompareFiles.AutoProcessId);
        var uids = folder.Write("uids.txt", $"source-uid\nuidhash:{CompareFiles.ProcessId.ToUpperInvariant()}\n");
        var run = await Compare(folder, CompareFiles.Job(), lost, $"--uids {uids}");

        Assert.Contains("LOST (1 operator)", run.Out, StringComparison.Ordinal);
        Assert.Contains(".uid(\"source-uid\")", run.Out, StringComparison.Ordinal);

        folder.Write("uids.txt", "uidhash:12\n");
        Assert.Equal($"flinkready: the uids file {uids} has the line \"uidhash:12\": after uidhash: come 32 hex digits\n", (await Compare(folder, CompareFiles.Job(), lost, $"--uids {uids}")).Error);
    }

    /// <summary>A file of zero bytes, the answer of a failed call, a batch program, a misspelt path: each is told in a line, none is a comparison that finds nothing wrong.</summary>
    [Theory]
    [InlineData("", "holds none of these")]
    [InlineData("[]", "holds none of these")]
    [InlineData("{}", "has no \"plan\" with \"nodes\"")]
    [InlineData("""{"errors":["Internal server error.","<Exception on server side:\norg.apache.flink.client.program.ProgramInvocationException: x\nCaused by: java.lang.IllegalStateException: no uid for operator count\nEnd of exception on server side>"]}""", "is the answer of a call that failed: Caused by: java.lang.IllegalStateException: no uid for operator count")]
    [InlineData("""{"reportVersion":"1"}""", "is not a report of flinkready")]
    [InlineData("""{"plan":{"name":"orders","nodes":null}}""", "has no \"plan\" with \"nodes\"")]
    public async Task A_file_that_is_nothing_of_Flink_is_told_in_one_line(string text, string expected)
    {
        using var folder = new TemporaryFolder();
        var run = await CliRun.Of("compare", "--old", folder.Write("old.json", CompareFiles.Job()), "--new", folder.Write("new.json", text));

        Assert.Equal((ExitCodes.Usage, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    [Theory]
    [InlineData("--old demo --new demo", "--old demo has several jobs: choose one with --job")]
    [InlineData("--old demo --new demo --job nothing", "--job nothing is not in --old demo")]
    [InlineData("--old no-such-file --new demo", "--old no-such-file does not exist")]
    [InlineData("--old ftp://a --new demo", "--old is not a URL that starts with http:// or https://")]
    [InlineData("--old demo", "Option '--new' is required.")]
    [InlineData("--old a --new b --max-parallelism 0", "--max-parallelism must be a number from 1 to 32768, not \"0\"")]
    [InlineData("--old a --new b --output x.html", "--output x.html is for a page of HTML, which this command does not write")]
    public async Task What_a_user_got_wrong_is_told(string arguments, string expected)
    {
        var run = await CliRun.Of(["compare", .. arguments.Split(' ')]);

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recording_and_a_report_are_sources_too()
    {
        using var folder = new TemporaryFolder();
        var report = folder.File("report.json");
        await CliRun.Of("scan", "--recording", "demo", "--fail-on", "never", "--output", report);
        var run = await CliRun.Of("compare", "--old", report, "--new", "demo", "--job", "nouid");

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Contains("(report, 'nouid'", run.Out, StringComparison.Ordinal);
        Assert.Contains("(recording, 'nouid'", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("LOST", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_could_decide_is_exit_code_3_where_that_was_asked()
    {
        using var folder = new TemporaryFolder();
        var chained = CompareFiles.Plan(processName: "count<br/>+- sink");
        var (old, fresh) = (folder.Write("old.json", CompareFiles.Job()), folder.Write("new.json", chained));

        Assert.Equal(ExitCodes.Success, (await CliRun.Of("compare", "--old", old, "--new", fresh)).ExitCode);
        Assert.Equal(ExitCodes.NotAssessed, (await CliRun.Of("compare", "--old", old, "--new", fresh, "--require-complete")).ExitCode);

        // The first file given again: nothing may be called lost.
        var twice = await CliRun.Of("compare", "--old", old, "--new", fresh, "--new-unchained", fresh, "--require-complete", "--format", "json");
        Assert.Equal(ExitCodes.NotAssessed, twice.ExitCode);
        Assert.Contains("the second plan is chained too", twice.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_JobManager_that_does_not_answer_is_exit_code_3()
    {
        using var folder = new TemporaryFolder();
        var run = await CliRun.Of("compare", "--old", "http://127.0.0.1:1", "--new", folder.Write("new.json", CompareFiles.Plan()));

        Assert.Equal((ExitCodes.NotAssessed, string.Empty), (run.ExitCode, run.Out));
        Assert.StartsWith("flinkready: --old http://127.0.0.1:1/ did not answer", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_format_is_valid_whatever_operators_are_called()
    {
        using var folder = new TemporaryFolder();
        var hostile = CompareFiles.Plan(CompareFiles.AutoSourceId, CompareFiles.AutoProcessId, processName: "a|b`<script>\u001b[31m&quot;\u202e@all\ud83d\ude80\n## x");
        var (old, fresh) = (folder.Write("old.json", CompareFiles.Job()), folder.Write("new.json", hostile));
        var files = new[] { "json", "sarif", "junit", "markdown", "console" }.ToDictionary(format => format, format => folder.File(format));
        var run = await CliRun.Of(["compare", "--old", old, "--new", fresh, "--new-unchained", fresh, .. files.SelectMany(file => new[] { "--output", $"{file.Key}={file.Value}" })]);

        Assert.Equal((ExitCodes.Violations, string.Empty), (run.ExitCode, run.Out));
        Assert.StartsWith("flinkready: This deployment loses state", run.Error, StringComparison.Ordinal);
        Schemas.AssertValid("compare.schema.json", File.ReadAllText(files["json"]));
        Schemas.AssertValid("sarif-schema-2.1.0.json", File.ReadAllText(files["sarif"]));
        JUnitSchema.AssertValid(File.ReadAllText(files["junit"]));
        Assert.All(files.Values, file => Assert.DoesNotContain('\u001b', File.ReadAllText(file)));
        Assert.DoesNotContain("<script>", File.ReadAllText(files["markdown"]), StringComparison.Ordinal);
        Assert.DoesNotContain("\n## x", File.ReadAllText(files["markdown"]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_refuses_what_is_no_comparison()
    {
        Assert.False(Schemas.IsValid("compare.schema.json", """{"compareVersion":"1"}"""));
    }

    private static Task<CliRun> Compare(TemporaryFolder folder, string old, string fresh, string options = "")
    {
        var (before, after) = (folder.Write("old.json", old), folder.Write("new.json", fresh));
        return CliRun.Of(["compare", "--old", before, "--new", after, "--new-unchained", after, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
    }
}
