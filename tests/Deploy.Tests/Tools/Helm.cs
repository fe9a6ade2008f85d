using System.Text.Json.Nodes;
using FlinkReady.Deploy.Tests.Manifests;

namespace FlinkReady.Deploy.Tests.Tools;

/// <summary>Renders and lints the chart with the real helm.</summary>
public static class Helm
{
    /// <summary>The namespace that every rendering is for.</summary>
    public const string Namespace = "flink-monitoring";

    /// <summary>The values files of <c>ci/</c>, one for each way to run.</summary>
    public static IReadOnlyList<string> CiValues { get; } =
        [.. Directory.GetFiles(Path.Combine(Repository.Chart, "ci"), "*-values.yaml").Select(Path.GetFileName).Order()!];

    /// <summary>Runs helm: the test says that it needs it.</summary>
    public static Task<CommandResult> RunAsync(params string[] arguments) =>
        Command.RunAsync(Needs.Helm!.Path, arguments, TestContext.Current.CancellationToken);

    /// <summary>Renders the chart with a file of <c>ci/</c> and further <c>--set</c> values.</summary>
    public static Task<IReadOnlyList<JsonObject>> RenderAsync(string ciValues, params string[] set) =>
        RenderAsync([Path.Combine(Repository.Chart, "ci", ciValues)], set);

    /// <summary>Renders the chart with values given as text.</summary>
    public static async Task<IReadOnlyList<JsonObject>> RenderTextAsync(string values)
    {
        using var file = new TemporaryFile(values);
        return await RenderAsync([file.Path], []);
    }

    /// <summary>Renders the chart with values given as text, as a release of some name in some namespace.</summary>
    public static async Task<IReadOnlyList<JsonObject>> RenderReleaseAsync(string release, string @namespace, string values)
    {
        using var file = new TemporaryFile(values);
        return Read(await RunAsync("template", release, Repository.Chart, "--namespace", @namespace, "--values", file.Path));
    }

    /// <summary>Tries to render the chart with values given as text, for values that are refused.</summary>
    public static async Task<CommandResult> TryRenderTextAsync(string values)
    {
        using var file = new TemporaryFile(values);
        return await RunAsync("template", "flinkready", Repository.Chart, "--namespace", Namespace, "--values", file.Path);
    }

    private static async Task<IReadOnlyList<JsonObject>> RenderAsync(string[] valueFiles, string[] set)
    {
        string[] arguments =
        [
            "template", "flinkready", Repository.Chart, "--namespace", Namespace,
            .. valueFiles.SelectMany(file => new[] { "--values", file }),
            .. set.SelectMany(value => new[] { "--set", value }),
        ];
        return Read(await RunAsync(arguments));
    }

    private static List<JsonObject> Read(CommandResult result)
    {
        Assert.True(result.ExitCode == 0, result.All);
        return [.. YamlText.ReadAll(result.Output).Select(document => document!.AsObject())];
    }
}
