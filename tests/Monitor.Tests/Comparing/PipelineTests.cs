using FlinkReady.Monitor.Tests.Cli;
using FlinkReady.Monitor.Tests.Examples;
using FlinkReady.Monitor.Tests.Reports;
using YamlDotNet.RepresentationModel;

namespace FlinkReady.Monitor.Tests.Comparing;

/// <summary>The pipelines of <c>docs/compare.md</c> are run: their scripts, by a shell, with the built program, against something that answers like a JobManager.</summary>
public sealed class PipelineTests
{
    private const string Page = "docs/compare.md";

    [Theory]
    [InlineData("GitHub", true, 0)]
    [InlineData("GitHub", false, 1)]
    [InlineData("GitLab", true, 0)]
    [InlineData("GitLab", false, 1)]
    public async Task A_pipeline_passes_the_same_program_and_stops_one_that_loses_state(string service, bool isSame, int expected)
    {
        Assert.SkipWhen(Missing is not null, Missing ?? string.Empty);
        using var folder = new TemporaryFolder();
        await using var server = new PlanningServer(isSame ? CompareFiles.Plan() : CompareFiles.Plan(CompareFiles.AutoSourceId, CompareFiles.AutoProcessId), hasAllUids: isSame);
        Directory.CreateDirectory(folder.File("plans"));
        Directory.CreateDirectory(folder.File("target"));
        folder.Write("target/orders.jar", "a jar");
        folder.Write("plans/released.unchained.json", CompareFiles.Plan());
        folder.Write("running.json", CompareFiles.Job());

        var (exitCode, output) = await RunAsync(folder, server, Scripts(service));

        Assert.True(expected == exitCode, output);
        Assert.Contains(isSame ? "Every operator finds its state" : "LOST (2 operators)", output, StringComparison.Ordinal);
        Assert.Equal(2, server.Asked.Count(asked => asked.EndsWith("/plan", StringComparison.Ordinal)));
        Assert.Contains("DELETE /jars/0a1b_orders.jar", server.Asked);
        if (service == "GitLab")
        {
            JUnitSchema.AssertValid(File.ReadAllText(folder.File("compare.xml")));
        }
        else
        {
            Schemas.AssertValid("sarif-schema-2.1.0.json", File.ReadAllText(folder.File("compare.sarif")));
        }
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task The_cheapest_gate_stops_a_program_with_an_operator_without_uid_and_names_it(bool hasAllUids, int expected)
    {
        Assert.SkipWhen(Missing is not null, Missing ?? string.Empty);
        using var folder = new TemporaryFolder();
        await using var server = new PlanningServer(CompareFiles.Plan(), hasAllUids);
        Directory.CreateDirectory(folder.File("target"));
        folder.Write("target/orders.jar", "a jar");
        var gate = Assert.Single(Example.Blocks, block => block.Page == Page && block.Text.Contains("flink-plans.sh gate", StringComparison.Ordinal));

        var (exitCode, output) = await RunAsync(folder, server, gate.Text);

        Assert.True(expected == exitCode, output);
        Assert.Equal(!hasAllUids, output.Contains("has been assigned to operator count", StringComparison.Ordinal));
    }

    private static string? Missing => new[] { "bash", "curl" }.Where(tool => ExternalTool.Find(tool) is null).Select(ExternalTool.Missing).FirstOrDefault();

    // What a runner does with the YAML; the JobManager's container is the server here.
    private static string Scripts(string service)
    {
        var root = Example.Blocks.Where(block => block is { Page: Page, Language: "yaml" }).Select(block => Read(block.Text)).Single(root => root is YamlSequenceNode == (service == "GitHub"));
        List<YamlMappingNode> steps = root is YamlSequenceNode list ? [.. list.Children.Cast<YamlMappingNode>()] : [(YamlMappingNode)((YamlMappingNode)root).Children.Values.Single()];
        return string.Join('\n', steps.SelectMany(step => Variables(step).Concat(Script(step))).Where(line => !line.StartsWith("docker ", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Variables(YamlMappingNode step) =>
        (Get(step, "env") ?? Get(step, "variables")) is YamlMappingNode variables
            ? variables.Children.Select(variable => $"export {variable.Key}='{variable.Value}'")
            : [];

    private static IEnumerable<string> Script(YamlMappingNode step) =>
        (Get(step, "run") ?? Get(step, "script")) is YamlScalarNode script ? [script.Value!] : [];

    private static YamlNode? Get(YamlMappingNode map, string key) => map.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    private static YamlNode Read(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents[0].RootNode;
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(TemporaryFolder folder, PlanningServer server, string script)
    {
        var placed = script
            .Replace("http://localhost:8081", server.Url, StringComparison.Ordinal)
            .Replace("http://planner:8081", server.Url, StringComparison.Ordinal)
            .Replace("deploy/pipeline/", Path.Combine(SharedMaterial.RepositoryRoot, "deploy", "pipeline") + "/", StringComparison.Ordinal);
        var program = Path.Combine(AppContext.BaseDirectory, "flinkready.dll");
        var frame = $"set -eo pipefail\ncd '{folder.Path}'\nexport FLINK_URL='{folder.File("running.json")}'\nflinkready() {{ dotnet '{program}' \"$@\"; }}\nexec 2>&1\n{placed}\n";
        return await ExternalTool.Find("bash")!.RunAsync(["-s"], frame, TestContext.Current.CancellationToken);
    }
}
