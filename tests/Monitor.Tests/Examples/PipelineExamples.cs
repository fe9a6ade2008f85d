using YamlDotNet.RepresentationModel;

namespace FlinkReady.Monitor.Tests.Examples;

/// <summary>Examples for GitHub Actions and GitLab: the keys that these know, and commands that the program takes.</summary>
internal static class PipelineExamples
{
    private static readonly string[] StepKeys = ["name", "id", "if", "run", "uses", "with", "env", "shell", "working-directory", "continue-on-error", "timeout-minutes"];
    private static readonly string[] JobKeys = ["stage", "image", "script", "artifacts", "variables", "rules", "needs", "allow_failure", "services"];
    private static readonly string[] GitLabReports = ["junit", "sast", "codequality", "dotenv"];

    /// <summary>Steps of a GitHub workflow.</summary>
    public static async Task CheckStepsAsync(Example example, YamlSequenceNode steps)
    {
        foreach (var step in steps.Children.Select(Assert.IsType<YamlMappingNode>))
        {
            AssertKeys(example, step, StepKeys);
            Assert.True(Get(step, "run") is null != Get(step, "uses") is null, $"{example.Place}: a step either runs or uses something");
            if (Get(step, "run") is { } run)
            {
                await CheckScriptAsync(example, run);
            }
            else
            {
                Assert.Matches("^[a-z-]+/[a-z/-]+@v[0-9]+$", YamlExamples.Text(Get(step, "uses")!));
            }
        }

        // What one step uploads, an earlier one wrote: by an option, or as the action of this repository does by default.
        var (own, others) = (steps.Children.Cast<YamlMappingNode>().Where(IsOwnAction).ToList(), steps.Children.Cast<YamlMappingNode>().Where(step => !IsOwnAction(step)));
        var text = own.Count == 0 ? example.Text : $"{example.Text}={ActionInputs["sarif-file"]}";
        Assert.All(own, step => AssertKeys(example, (YamlMappingNode)Get(step, "with")!, [.. ActionInputs.Keys]));
        Assert.All(
            others.Select(step => Get(step, "with")).OfType<YamlMappingNode>().SelectMany(with => with.Children.Values),
            file => Assert.Contains($"={YamlExamples.Text(file)}", text, StringComparison.Ordinal));
    }

    // The inputs of action.yml with their defaults.
    private static Dictionary<string, string> ActionInputs
    {
        get
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(File.ReadAllText(Path.Combine(SharedMaterial.RepositoryRoot, "action.yml"))));
            var inputs = (YamlMappingNode)Get((YamlMappingNode)stream.Documents[0].RootNode, "inputs")!;
            return inputs.Children.ToDictionary(input => YamlExamples.Text(input.Key), input => YamlExamples.Text(Get((YamlMappingNode)input.Value, "default")!));
        }
    }

    private static bool IsOwnAction(YamlMappingNode step) => Get(step, "uses") is { } uses && YamlExamples.Text(uses).StartsWith("flinkready/", StringComparison.Ordinal);

    /// <summary>Jobs of a GitLab pipeline.</summary>
    public static async Task CheckJobsAsync(Example example, YamlMappingNode jobs)
    {
        foreach (var job in jobs.Children.Values.Select(Assert.IsType<YamlMappingNode>))
        {
            AssertKeys(example, job, JobKeys);
            await CheckScriptAsync(example, Get(job, "script")!);
            if (Get(job, "artifacts") is YamlMappingNode artifacts && Get(artifacts, "reports") is YamlMappingNode reports)
            {
                AssertKeys(example, reports, GitLabReports);
                Assert.All(reports.Children, report => Assert.Contains($"{YamlExamples.Text(report.Key)}={YamlExamples.Text(report.Value)}", example.Text, StringComparison.Ordinal));
            }
        }
    }

    /// <summary>Hooks of pre-commit.</summary>
    public static async Task CheckHooksAsync(Example example, YamlMappingNode map)
    {
        foreach (var repository in ((YamlSequenceNode)Get(map, "repos")!).Children.Select(Assert.IsType<YamlMappingNode>))
        {
            AssertKeys(example, repository, ["repo", "hooks"]);
            foreach (var hook in ((YamlSequenceNode)Get(repository, "hooks")!).Children.Select(Assert.IsType<YamlMappingNode>))
            {
                AssertKeys(example, hook, ["id", "name", "language", "entry", "files", "pass_filenames"]);
                await CheckScriptAsync(example, Get(hook, "entry")!);
            }
        }
    }

    private static async Task CheckScriptAsync(Example example, YamlNode script)
    {
        foreach (var command in ShellLine.Commands(YamlExamples.Text(script)))
        {
            await ShellExamples.CheckAsync(command, example.Place);
        }
    }

    private static YamlNode? Get(YamlMappingNode map, string key) => map.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    private static void AssertKeys(Example example, YamlMappingNode map, string[] known) =>
        Assert.All(map.Children.Keys.Select(YamlExamples.Text), key => Assert.True(known.Contains(key), $"{example.Place}: nothing is known of the key {key}"));
}
