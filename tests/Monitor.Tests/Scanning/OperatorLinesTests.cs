using System.Text.Json;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Monitor.Tests.Cli;

namespace FlinkReady.Monitor.Tests.Scanning;

/// <summary><c>operators -</c>: bodies of <c>GET /jobs/:id</c> in, verdicts out, a line each.</summary>
public sealed class OperatorLinesTests
{
    // The source's id is M(0,0): made from the graph, as Flink does where no uid is set.
    private const string Job = """{"jid":"a","name":"j","state":"RUNNING","vertices":[{"id":"bc764cd8ddf7a0cff126f51c16239658","name":"Source: s"}],"plan":{"nodes":[{"id":"bc764cd8ddf7a0cff126f51c16239658","description":"Source: s<br/>"}]}}""";

    [Fact]
    public async Task Every_line_is_answered_in_its_place()
    {
        var run = await CliRun.Of(["operators", "-"], input: $"{Job}\n\nnot json\n{{}}\n{Job}");

        var lines = run.Out.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Equal(4, lines.Count);
        Assert.Equal("a", lines[0].GetProperty("jobId").GetString());
        Assert.Equal("Source: s", lines[0].GetProperty("vertices")[0].GetProperty("name").GetString());
        Assert.Equal([3, 4], lines[1..3].Select(line => line.GetProperty("line").GetInt32()));
        Assert.All(lines[1..3], line => Assert.NotEmpty(line.GetProperty("error").GetString()!));
        Assert.Equal(lines[0].ToString(), lines[3].ToString());
    }

    [Fact]
    public async Task A_byte_order_mark_before_the_first_line_is_no_part_of_it()
    {
        var run = await CliRun.Of(["operators", "-"], input: "\uFEFF" + Job);

        Assert.Equal("a", JsonDocument.Parse(run.Out).RootElement.GetProperty("jobId").GetString());
    }

    [Fact]
    public async Task A_generated_id_is_auto_and_says_so()
    {
        var run = await CliRun.Of(["operators", "-"], input: Job);

        var verdict = JsonDocument.Parse(run.Out).RootElement.GetProperty("vertices")[0].GetProperty("operators")[0];
        Assert.Equal("auto", verdict.GetProperty("uid").GetString());
        Assert.Equal("bc764cd8ddf7a0cff126f51c16239658", verdict.GetProperty("operatorId").GetString());
        Assert.False(verdict.TryGetProperty("vertexId", out _));
    }

    [Fact]
    public async Task A_declared_uid_is_recognised_by_its_hash()
    {
        using var folder = new TemporaryFolder();
        var uids = folder.Write("uids.txt", "other\nsource-uid\n");

        var run = await CliRun.Of(["operators", "-", "--uids", uids], input: Job.Replace("bc764cd8ddf7a0cff126f51c16239658", "bef22c5df1ab33dd94bb7a6ecac555fb", StringComparison.Ordinal));

        var verdict = JsonDocument.Parse(run.Out).RootElement.GetProperty("vertices")[0].GetProperty("operators")[0];
        Assert.Equal(("declared", "source-uid", "list"), (verdict.GetProperty("uid").GetString(), verdict.GetProperty("declaredUid").GetString(), verdict.GetProperty("source").GetString()));
    }

    [Fact]
    public async Task Only_unreadable_lines_are_exit_code_2()
    {
        var run = await CliRun.Of(["operators", "-"], input: "x\n[]\n");

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Equal(2, run.Out.Count(character => character == '\n'));
        Assert.Equal("flinkready: no line of standard input could be read as the body of GET /jobs/:id\n", run.Error);
    }

    [Fact]
    public async Task No_line_at_all_is_no_answer()
    {
        var run = await CliRun.Of(["operators", "-"], input: "\n \n");

        Assert.Equal((ExitCodes.Success, string.Empty), (run.ExitCode, run.Out));
    }
}
