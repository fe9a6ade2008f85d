using System.Text.Json;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Monitor.Tests.Cli;
using FlinkReady.Monitor.Tests.Reports;
using FlinkReady.Monitor.Tests.Witnessing;

namespace FlinkReady.Monitor.Tests.Comparing;

/// <summary>The metadata of checkpoints and savepoints as sides of a comparison.</summary>
public sealed class MetadataSideTests : IDisposable
{
    private readonly Checkpoints _checkpoints = new();

    /// <summary>What a run was started from against its own first checkpoint: what Flink dropped is what is called lost. Pins show in no file, and are given as a user would.</summary>
    [NeedsTheory(Need.SharedMaterial)]
    [InlineData("1.20.5")]
    [InlineData("2.3.0")]
    public async Task Of_every_recorded_restore_exactly_what_was_dropped_is_lost(string version)
    {
        var compared = 0;
        foreach (var scenario in new[] { "s12-restores", "s12-rejected", "s12-dropped", "s12-pinned" })
        {
            var folder = SharedMaterial.PathOf("run-recordings", version, scenario)!;
            using var truth = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "truth.json"), TestContext.Current.CancellationToken));
            foreach (var run in truth.RootElement.GetProperty("runs").EnumerateArray())
            {
                if (run.GetProperty("restoredFrom").ValueKind != JsonValueKind.Object || !run.GetProperty("metadata").TryGetProperty("first", out var first))
                {
                    continue;
                }

                var expected = run.GetProperty("expected");
                var pins = expected.GetProperty("pinned").EnumerateArray().Select(pin => pin.GetProperty("takesOver").GetString()!).ToList();
                using var uids = new TemporaryFolder();
                var old = Path.Combine(folder, run.GetProperty("restoredFrom").GetProperty("metadata").GetString()!);
                var answer = await CliRun.Of(
                    "compare", "--old", old, "--new", Path.Combine(folder, Path.GetDirectoryName(first.GetString()!)!), "--uids", uids.Write("uids.txt", string.Join('\n', pins.Select(pin => $"uidhash:{pin}"))), "--format", "json");

                using var json = JsonDocument.Parse(answer.Out);
                Assert.Equal(("metadata", true), (json.RootElement.GetProperty("old").GetProperty("kind").GetString(), json.RootElement.GetProperty("new").GetProperty("complete").GetBoolean()));
                var operators = json.RootElement.GetProperty("operators").EnumerateArray().ToList();
                Assert.Equal(Ids(expected, "dropped"), Of(operators, "lost"));
                Assert.Equal(Ids(expected, "statelessIdsGone"), Of(operators, "dropped"));
                Assert.Equal(Ids(expected, "newIds"), Of(operators, "new"));
                Assert.Empty(Of(operators, "undecided"));
                Assert.Superset(Ids(expected, "kept"), (HashSet<string>)[.. Of(operators, "kept"), .. Of(operators, "keptByChance")]);
                Assert.Equal(expected.GetProperty("dropped").GetArrayLength() > 0 ? ExitCodes.Violations : ExitCodes.Success, answer.ExitCode);
                compared++;
            }
        }

        Assert.True(compared > 15, $"{compared} restores were compared");
    }

    /// <summary>A savepoint of the program with uids, and the plan of the program without: the stored max parallelism and the state of the map inside a chain are known from the file alone.</summary>
    [NeedsTheory(Need.SharedMaterial)]
    [InlineData("", "lost", ExitCodes.Violations)]
    [InlineData("--max-parallelism 256", "maxParallelismChanged", ExitCodes.Violations)]
    public async Task A_savepoint_is_compared_with_both_plans_of_the_next_program(string options, string expected, int exitCode)
    {
        var savepoint = SharedMaterial.PathOf("flink-recordings", "2.3.0", "s1-session-plain", "_metadata", "good", "canonical")!;
        var plans = SharedMaterial.PathOf("plans")!;
        var plan = expected == "lost" ? "2.3.0-pipeline-none" : "2.3.0-pipeline-all";
        var run = await CliRun.Of(["compare", "--old", savepoint, "--new", $"{plans}/{plan}.chained.json", "--new-unchained", $"{plans}/{plan}.unchained.json", "--format", "json", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(exitCode, run.ExitCode);
        using var json = JsonDocument.Parse(run.Out);
        var operators = json.RootElement.GetProperty("operators").EnumerateArray().ToList();
        Assert.NotEmpty(Of(operators, expected));
        Assert.Empty(Of(operators, "undecided"));
        Schemas.AssertValid("compare.schema.json", run.Out);
    }

    /// <summary>What the planner makes is called after its node in a savepoint and described by it in a plan: the same operator, and none that a line of Java could pin.</summary>
    [NeedsFact(Need.SharedMaterial)]
    public async Task Operators_of_SQL_are_the_same_by_name_and_by_description()
    {
        var savepoint = SharedMaterial.PathOf("flink-recordings", "2.3.0", "s1-session-plain", "_metadata");
        var folder = Directory.EnumerateDirectories(Path.GetDirectoryName(Path.GetDirectoryName(savepoint))!, "sql", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
        var recording = Path.GetDirectoryName(Path.GetDirectoryName(folder))!;
        var run = await CliRun.Of("compare", "--old", Path.Combine(folder, "canonical"), "--new", recording, "--job", "sql", "--format", "json");

        using var json = JsonDocument.Parse(run.Out);
        var operators = json.RootElement.GetProperty("operators").EnumerateArray().ToList();
        Assert.NotEmpty(Of(operators, "keptByChance"));
        Assert.DoesNotContain(operators, one => one.GetProperty("message").GetString()!.Contains("belongs to", StringComparison.Ordinal));
        Assert.DoesNotContain(operators, one => one.GetProperty("fix").GetString()?.Contains("setUidHash", StringComparison.Ordinal) == true);
    }

    /// <summary>A file of Flink before 2.0 has ids alone: an operator is called as the other side calls it, and is not taken for another one because it has no name.</summary>
    [Fact]
    public async Task Ids_alone_are_named_by_the_other_side()
    {
        _checkpoints.Write("chk-1", CompareFiles.AutoSourceId, CompareFiles.AutoProcessId, CompareFiles.SourceId);
        using var folder = new TemporaryFolder();
        var plan = folder.Write("new.json", CompareFiles.Plan(CompareFiles.AutoSourceId, CompareFiles.AutoProcessId));
        var run = await CliRun.Of("compare", "--old", Path.Combine(_checkpoints.Folder, "chk-1", "_metadata"), "--new", plan, "--new-unchained", plan, "--format", "json");

        using var json = JsonDocument.Parse(run.Out);
        var operators = json.RootElement.GetProperty("operators").EnumerateArray().ToDictionary(one => one.GetProperty("id").GetString()!);
        Assert.Equal(("count", "keptByChance"), (operators[CompareFiles.AutoProcessId].GetProperty("name").GetString(), operators[CompareFiles.AutoProcessId].GetProperty("verdict").GetString()));
        Assert.DoesNotContain("belongs to", operators[CompareFiles.AutoProcessId].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("dropped", operators[CompareFiles.SourceId].GetProperty("verdict").GetString());
        Assert.Contains(json.RootElement.GetProperty("notes").EnumerateArray(), note => note.GetString()!.Contains("no names", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_can_not_be_read_of_a_file_is_told_in_one_line()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("_metadata");
        await File.WriteAllBytesAsync(file, [0x49, 0x60, 0x67, 0x2D, 0, 0, 0, 99], TestContext.Current.CancellationToken);
        var plan = folder.Write("new.json", CompareFiles.Plan());

        var newer = await CliRun.Of("compare", "--old", file, "--new", plan);
        Assert.Equal((ExitCodes.Usage, $"flinkready: --old {file} is the metadata of a checkpoint, and can't be read: byte 4: version 99 was written by a Flink newer than this program knows\n"), (newer.ExitCode, newer.Error));
        Assert.Contains("--old-unchained is for a plan or a job", (await CliRun.Of("compare", "--old", file, "--old-unchained", plan, "--new", plan)).Error, StringComparison.Ordinal);
    }

    public void Dispose() => _checkpoints.Dispose();

    private static HashSet<string> Ids(JsonElement expected, string name) => [.. expected.GetProperty(name).EnumerateArray().Select(id => id.GetString()!)];

    private static HashSet<string> Of(List<JsonElement> operators, string verdict) =>
        [.. operators.Where(one => one.GetProperty("verdict").GetString() == verdict).Select(one => one.GetProperty("id").GetString()!)];
}
