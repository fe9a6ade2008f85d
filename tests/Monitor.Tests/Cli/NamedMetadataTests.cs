using System.Text.Json;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Monitor.Tests.Witnessing;

namespace FlinkReady.Monitor.Tests.Cli;

/// <summary><c>operators --metadata</c>: alone, with jobs, and with what is none.</summary>
public sealed class NamedMetadataTests : IDisposable
{
    private const string Recordings = "flink-recordings/2.3.0/s1-session-plain";

    private readonly Checkpoints _checkpoints = new();

    [Fact]
    public async Task Alone_its_operators_are_listed()
    {
        // A source's id is made of nothing but its place; the other's is the hash of its uid.
        _checkpoints.Write("chk-1", "cbc357ccb763df2852fee8c4fc7d55f2", "c0d9287eb56f1997a3c65940818e3e54");
        using var uids = new TemporaryFolder();
        var run = await CliRun.Of("operators", "--metadata", Path.Combine(_checkpoints.Folder, "chk-1"), "--format", "json", "--uids", uids.Write("uids.txt", "numbers-uid\n"));

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        using var answer = JsonDocument.Parse(run.Out);
        var metadata = answer.RootElement.GetProperty("metadata");
        Assert.Equal((4, 7), (metadata.GetProperty("version").GetInt32(), metadata.GetProperty("checkpointId").GetInt32()));
        var operators = answer.RootElement.GetProperty("operators").EnumerateArray().ToList();
        Assert.Equal(["auto", "declared"], operators.Select(one => one.GetProperty("uid").GetString()));
        Assert.Equal(["checkpoint", "list"], operators.Select(one => one.GetProperty("source").GetString()));
        Assert.All(operators, one => Assert.Equal(
            (JsonValueKind.Null, JsonValueKind.Null, false, 0, 1, 128),
            (one.GetProperty("vertexId").ValueKind, one.GetProperty("index").ValueKind, one.GetProperty("hasState").GetBoolean(), one.GetProperty("bytes").GetInt32(), one.GetProperty("parallelism").GetInt32(), one.GetProperty("maxParallelism").GetInt32())));

        var console = await CliRun.Of("operators", "--metadata", Path.Combine(_checkpoints.Folder, "chk-1", "_metadata"));
        Assert.Contains("cbc357ccb763df2852fee8c4fc7d55f2", console.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_metadata_is_one_line_and_exit_code_2()
    {
        _checkpoints.WriteGarbage("chk-1");
        var run = await CliRun.Of("operators", "--metadata", Path.Combine(_checkpoints.Folder, "chk-1"));
        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Matches("^flinkready: --metadata [^ ]+: this is no metadata of a checkpoint that can be read: [^\n]+\n$", run.Error);
        Assert.Empty(run.Out);
    }

    [Fact]
    public async Task A_file_of_no_job_is_one_line_and_exit_code_2()
    {
        _checkpoints.Write("chk-1", "00000000000000000000000000000001");
        var file = Path.Combine(_checkpoints.Folder, "chk-1");
        var run = await CliRun.Of("operators", "--recording", "demo", "--metadata", file);
        Assert.Equal((ExitCodes.Usage, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains("is of none of these jobs", run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, (await CliRun.Of(["operators", "-", "--metadata", file], input: string.Empty)).ExitCode);
    }

    // The truth of the recording: jobs of these names with no uid, all, and some.
    [NeedsTheory(Need.SharedMaterial)]
    [InlineData("nouid", "canonical", "auto", "auto", "auto", "auto", "auto", "auto")]
    [InlineData("good", "native", "declared", "declared", "declared", "declared", "declared", "declared")]
    [InlineData("partial", "native", "declared", "auto", "declared", "auto", "declared", "auto")]
    public async Task With_its_job_every_operator_is_decided(string job, string savepoint, params string[] verdicts)
    {
        var recording = SharedMaterial.PathOf(Recordings.Split('/'))!;
        var run = await CliRun.Of("operators", "--recording", recording, "--job", job, "--metadata", Path.Combine(recording, "_metadata", job, savepoint), "--format", "json");
        Assert.Equal(string.Empty, run.Error);
        using var answer = JsonDocument.Parse(run.Out);
        Assert.Equal(verdicts, answer.RootElement.GetProperty("vertices").EnumerateArray().SelectMany(vertex => vertex.GetProperty("operators").EnumerateArray()).Select(one => one.GetProperty("uid").GetString()));
    }

    [NeedsFact(Need.SharedMaterial)]
    public async Task A_file_that_several_jobs_could_have_written_asks_for_the_job()
    {
        var recording = SharedMaterial.PathOf(Recordings.Split('/'))!;
        var run = await CliRun.Of("operators", "--recording", recording, "--metadata", Path.Combine(recording, "_metadata", "nouid", "canonical"));
        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("choose one with --job", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _checkpoints.Dispose();
}
