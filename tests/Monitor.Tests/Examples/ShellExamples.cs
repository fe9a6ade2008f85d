namespace FlinkReady.Monitor.Tests.Examples;

/// <summary>Examples for a shell: the shell reads them, and every command is one that exists.</summary>
internal static class ShellExamples
{
    // Programs of others: what the examples ask of them, by hand held against their documentation.
    private static readonly Dictionary<string, string[]> Others = new(StringComparer.Ordinal)
    {
        ["kubectl"] = ["get", "port-forward", "describe", "logs", "create", "set", "auth", "annotate"],
        ["flink"] = ["run", "savepoint", "stop"],
        ["docker"] = ["run"],
    };

    /// <summary>Fails the test where the example would not work.</summary>
    public static async Task CheckAsync(Example example)
    {
        if (await ReadsAsync(example) && IsCompletion(example.Text))
        {
            return;
        }

        foreach (var command in ShellLine.Commands(example.Text))
        {
            await CheckAsync(command, example.Place);
        }
    }

    /// <summary>Checks one command.</summary>
    public static async Task CheckAsync(string[] command, string place)
    {
        switch (command)
        {
            case ["flinkready", .. var arguments]:
                await ProgramCommand.CheckAsync(arguments);
                break;
            case ["dotnet", "run", "--project", "src/Monitor", "--", .. var arguments]:
                await ProgramCommand.CheckAsync(arguments);
                break;
            case ["dotnet", "publish", var project, ..]:
                Assert.True(Directory.Exists(FromRoot(project)), $"{place}: there is no {project}");
                break;
            case ["dotnet", "test" or "build"] or ["dotnet", "format", "--verify-no-changes"]:
                break;
            case ["dotnet", "test", "--project", var project, .. var rest]:
                Assert.True(Directory.Exists(FromRoot(project)), $"{place}: there is no {project}");
                Assert.True(rest is [] or ["--", "--filter-class" or "--filter-method", ['*', ..]], $"{place}: nothing is known of {string.Join(' ', rest)}");
                break;
            case ["dotnet", "run", "--project", "build/structure", ..]:
                break;
            case ["helm", "install" or "upgrade", ..]:
                await HelmExamples.CheckAsync(command, place);
                break;
            case ["kubectl", "apply", "--filename", var manifest]:
                Assert.True(File.Exists(FromRoot(manifest)), $"{place}: there is no {manifest}");
                break;
            case ["cat" or "grep", ..]:
                break;
            case ["export", var variable]:
                Assert.Matches("^[A-Z_]+=", variable);
                break;
            case [var script, ..] when script.Contains('/', StringComparison.Ordinal):
                Assert.True(File.Exists(FromRoot(script)), $"{place}: there is no {script}");
                break;
            case [var program, var verb, ..] when Others.TryGetValue(program, out var verbs):
                Assert.True(verbs.Contains(verb) || verb.StartsWith('-'), $"{place}: nothing is known of \"{program} {verb}\"");
                break;
            default:
                Assert.Fail($"{place}: nothing checks \"{string.Join(' ', command)}\": teach this test about it");
                break;
        }
    }

    // A function that the shell calls: there is no command in it to run. That completion works is tested with the command line.
    private static bool IsCompletion(string text) => text.StartsWith("_flinkready() {", StringComparison.Ordinal);

    private static async Task<bool> ReadsAsync(Example example)
    {
        var shell = example.Language == "zsh" ? "zsh" : "bash";
        if (ExternalTool.Find(shell) is not { } tool)
        {
            return true;
        }

        var (exitCode, output) = await tool.RunAsync(["-n"], example.Text, TestContext.Current.CancellationToken);
        Assert.True(exitCode == 0, $"{example.Place}: {output}");
        return true;
    }

    private static string FromRoot(string path) => Path.Combine(SharedMaterial.RepositoryRoot, path);
}
