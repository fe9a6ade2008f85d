using FlinkReady.Monitor.Documentation;
using FlinkReady.Monitor.Terminal;

namespace FlinkReady.Monitor.Tests.Cli;

/// <summary>Whoever asks for help finds out how a command is used and how it ends.</summary>
public sealed class HelpTests
{
    public static TheoryData<string> Commands => [.. CommandExample.All.Select(example => example.Command)];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task The_help_of_a_command_shows_an_example_and_its_exit_codes_however_it_is_asked_for(string command)
    {
        var example = CommandExample.Find(command)!;

        var asked = await CliRun.Of(["help", .. command.Split(' ')]);
        var option = await CliRun.Of([.. command.Split(' '), "--help"]);

        Assert.Equal((ExitCodes.Success, string.Empty), (asked.ExitCode, asked.Error));
        Assert.Equal(option.Out, asked.Out);
        Assert.Contains($"Example:\n  {example.Line}\n", asked.Out, StringComparison.Ordinal);
        Assert.All(example.ExitCodes, code => Assert.Contains($"  {code.Code} ", asked.Out[asked.Out.IndexOf("Exit codes:", StringComparison.Ordinal)..], StringComparison.Ordinal));
        Assert.All(asked.Out.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    /// <summary>A command without an example would be left out of all of the above.</summary>
    [Fact]
    public async Task Every_command_that_the_help_lists_has_an_example()
    {
        var page = (await CliRun.Of("help")).Out;
        var listed = page[page.IndexOf("Commands:", StringComparison.Ordinal)..].Split('\n').Skip(1).Where(line => line.Length > 2 && line[2] != ' ').Select(line => line.Trim().Split(' ')[0]).ToList();

        Assert.Contains("scan", listed);
        Assert.All(listed, command => Assert.Contains(CommandExample.All, example => example.Command.Split(' ')[0] == command));
    }

    [Fact]
    public async Task Help_alone_is_the_help_of_the_program() => Assert.Equal((await CliRun.Of("--help")).Out, (await CliRun.Of("help")).Out);

    [Fact]
    public async Task The_version_is_a_command_too() => Assert.Equal((await CliRun.Of("--version")).Out, (await CliRun.Of("version")).Out);

    [Fact]
    public async Task A_rule_is_shown_with_its_whole_page()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(SharedMaterial.RepositoryRoot, "docs", "rules", "checkpoint-retention.md"), TestContext.Current.CancellationToken);
        var run = await CliRun.Of("rules", "checkpoint-retention");

        var headings = page.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]).ToList();
        Assert.Equal(7, headings.Count);
        Assert.All(headings, heading => Assert.Contains($"\n{heading}\n", run.Out, StringComparison.Ordinal));
        Assert.Contains("\n    env.getCheckpointConfig().setExternalizedCheckpointRetention(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("https://nightlies.apache.org/flink/flink-docs-stable/docs/ops/state/checkpoints/", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_words_for_uids_are_explained_where_they_occur()
    {
        var run = await CliRun.Of("operators", "--recording", "demo", "--job", "nouid");

        Assert.Contains("\nauto        no uid: ", run.Out, StringComparison.Ordinal);
        Assert.Contains("\"flinkready rules operator-uid\"", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\nexplicit    ", run.Out, StringComparison.Ordinal);
    }
}
