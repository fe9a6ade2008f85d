using System.Text.Json;
using System.Text.Json.Nodes;
using FlinkReady.Monitor.Tests.Cli;

namespace FlinkReady.Monitor.Tests.Comparing;

/// <summary>A run before its first own checkpoint: the file that it was restored from holds the operators of the program before.</summary>
public sealed class RestoredSideTests
{
    /// <summary>The state of one operator inside a chain found no operator, since its uid was removed: the run has that operator under another id.</summary>
    [NeedsTheory(Need.SharedMaterial)]
    [InlineData("1.20.5")]
    [InlineData("2.3.0")]
    public async Task What_it_was_restored_from_is_not_taken_for_its_own_operators(string version)
    {
        var scenario = SharedMaterial.PathOf("run-recordings", version, "s12-dropped")!;
        using var truth = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(scenario, "truth.json"), TestContext.Current.CancellationToken));
        var run = truth.RootElement.GetProperty("runs").EnumerateArray().First(one => one.GetProperty("run").GetString()!.EndsWith("uid-removed", StringComparison.Ordinal));
        var lost = Assert.Single(run.GetProperty("expected").GetProperty("dropped").EnumerateArray()).GetString()!;
        var id = run.GetProperty("jid").GetString()!;
        using var folder = new TemporaryFolder();
        var recording = Copy(Path.Combine(scenario, "06-uid-removed-submitted"), folder);
        await File.WriteAllTextAsync(Path.Combine(recording, "metadata.json"), Restored(run, id), TestContext.Current.CancellationToken);
        var first = Path.Combine(scenario, Path.GetDirectoryName(run.GetProperty("metadata").GetProperty("first").GetString()!)!);

        var answer = await CliRun.Of("compare", "--old", recording, "--job", "orders", "--new", first, "--format", "json");

        using var json = JsonDocument.Parse(answer.Out);
        var operators = json.RootElement.GetProperty("operators").EnumerateArray().ToList();
        Assert.NotEmpty(operators);
        Assert.DoesNotContain(lost, answer.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(operators, one => one.GetProperty("verdict").GetString() == "lost");
    }

    // As the program records what it read of the savepoint.
    private static string Restored(JsonElement run, string job) => new JsonObject
    {
        [job] = new JsonArray(new JsonObject
        {
            ["path"] = run.GetProperty("restoredFrom").GetProperty("path").GetString() + "/_metadata",
            ["version"] = 6,
            ["checkpointId"] = 1,
            ["operators"] = new JsonArray([.. run.GetProperty("operatorsRestored").EnumerateArray().Select(one => (JsonNode)new JsonObject
            {
                ["id"] = one.GetProperty("id").GetString(),
                ["name"] = one.GetProperty("name").GetString(),
                ["hasState"] = one.GetProperty("stateful").GetBoolean(),
                ["parallelism"] = one.GetProperty("parallelism").GetInt32(),
                ["maxParallelism"] = one.GetProperty("maxParallelism").GetInt32(),
            })]),
        }),
    }.ToJsonString();

    private static string Copy(string recording, TemporaryFolder folder)
    {
        foreach (var file in Directory.EnumerateFiles(recording, "*", SearchOption.AllDirectories))
        {
            var target = folder.File(Path.GetRelativePath(recording, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return folder.Path;
    }
}
