using System.Text.Json;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Monitor.Tests.Cli;

namespace FlinkReady.Monitor.Tests.Comparing;

/// <summary><c>compare --info</c>: what <c>flink info</c> wrote beside the plan of a program with odd names.</summary>
public sealed class ExecutionPlanTests
{
    private static readonly string Folder = Path.Combine(SharedMaterial.RepositoryRoot, "tests", "Monitor.Tests", "Comparing", "Plans");
    private static readonly string Chained = Path.Combine(Folder, "complex.chained.json");
    private static readonly string Unchained = Path.Combine(Folder, "complex.unchained.json");
    private static readonly string Info = Path.Combine(Folder, "complex.info.txt");

    /// <summary>The unchained plan is the truth: what --info adds to the chained one alone is nothing but ids that are so.</summary>
    [Fact]
    public async Task It_tells_more_of_a_plan_without_its_second_one_and_nothing_wrong()
    {
        var truth = (await OperatorsAsync("--new-unchained", Unchained)).ToDictionary(one => one.Id!, one => one.Verdict);
        var alone = await OperatorsAsync();
        var informed = await OperatorsAsync("--info", Info);

        Assert.All(informed.Where(one => one.Id is not null && one.Verdict != "undecided"), one => Assert.True(one.Verdict == truth[one.Id!] || (one.Verdict, truth[one.Id!]) == ("kept", "keptByChance"), $"{one}"));
        Assert.True(Known(informed) > Known(alone), $"{Known(informed)} operators are decided with --info, {Known(alone)} without");
        Assert.DoesNotContain(informed, one => one.Verdict is "lost" or "new");

        static int Known(IEnumerable<Compared> operators) => operators.Count(one => one.Verdict is "kept" or "keptByChance");
    }

    [Fact]
    public async Task Operators_go_by_their_names_and_not_by_their_descriptions()
    {
        var named = await OperatorsAsync("--new-unchained", Unchained, "--info", Info);

        Assert.Contains(named, one => one.Successor == "TumblingProcessingTimeWindows");
        Assert.Contains(await OperatorsAsync("--new-unchained", Unchained), one => one.Successor?.StartsWith("Window(", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task That_of_another_program_is_noticed_and_not_used()
    {
        var other = Path.Combine(Folder, "pipeline.info.txt");
        var run = await CliRun.Of("compare", "--old", Chained, "--new", Chained, "--info", other, "--format", "json");

        Assert.Contains("The execution plan of --info is of another program, or of other arguments: it has no operator", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain((await OperatorsAsync("--info", other)), one => one.Verdict == "lost");
    }

    [Fact]
    public async Task What_is_none_is_told_in_one_line()
    {
        using var folder = new TemporaryFolder();
        var run = await CliRun.Of("compare", "--old", Chained, "--new", Chained, "--info", folder.Write("info.txt", "Execution Plan {}"));
        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("is not what flink info writes", run.Error, StringComparison.Ordinal);

        Assert.Contains("--info is for a plan", (await CliRun.Of("compare", "--old", Chained, "--new", folder.Write("job.json", CompareFiles.Job()), "--info", Info)).Error, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<Compared>> OperatorsAsync(params string[] options)
    {
        var run = await CliRun.Of(["compare", "--old", Chained, "--old-unchained", Unchained, "--new", Chained, .. options, "--format", "json"]);
        using var json = JsonDocument.Parse(run.Out);
        return [.. json.RootElement.GetProperty("operators").EnumerateArray().Select(one => new Compared(
            one.GetProperty("id").GetString(),
            one.GetProperty("verdict").GetString()!,
            one.GetProperty("successor") is { ValueKind: JsonValueKind.Object } successor ? successor.GetProperty("name").GetString() : null))];
    }

    private sealed record Compared(string? Id, string Verdict, string? Successor);
}
