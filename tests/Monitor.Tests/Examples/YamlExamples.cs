using FlinkReady.Deployments.Manifests;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Configuration.Keys;
using FlinkReady.Monitor.Tests.Cli;
using YamlDotNet.RepresentationModel;

namespace FlinkReady.Monitor.Tests.Examples;

/// <summary>Examples of YAML: each is of one kind, told by its keys, and read by what that kind is for.</summary>
internal static class YamlExamples
{
    private static readonly HashSet<string> OwnKeys = [.. TopKeys.Shape.Keys.Select(key => key.Name)];

    /// <summary>Fails the test where the example would not work.</summary>
    public static async Task CheckAsync(Example example)
    {
        var root = Read(example.Text);
        if (root is YamlSequenceNode steps)
        {
            await PipelineExamples.CheckStepsAsync(example, steps);
            return;
        }

        var map = Assert.IsType<YamlMappingNode>(root);
        var keys = map.Children.Keys.Select(Text).ToList();
        if (keys.TrueForAll(OwnKeys.Contains))
        {
            CheckConfiguration(example, example.Text);
        }
        else if (IsChartValues(example))
        {
            CheckChartValues(example, map, keys);
        }
        else if (IsPrometheus(example))
        {
            await CheckPrometheusAsync(example);
        }
        else if (map.Children.Values.All(value => value is YamlMappingNode job && job.Children.ContainsKey(new YamlScalarNode("script"))))
        {
            await PipelineExamples.CheckJobsAsync(example, map);
        }
        else if (keys is ["spec"])
        {
            CheckResource(example);
        }
        else if (keys is ["repos"])
        {
            await PipelineExamples.CheckHooksAsync(example, map);
        }
        else if (IsFlinkConfiguration(example))
        {
            await FlinkKeys.CheckAsync(example, map);
        }
        else
        {
            Assert.Fail($"{example.Place}: this YAML is of no kind that is checked: {string.Join(", ", keys)}");
        }
    }

    // A part of a FlinkDeployment: with the rest around it the reader of manifests takes it.
    private static void CheckResource(Example example)
    {
        var file = ManifestReader.Read($"apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {{name: example}}\n{example.Text}", example.Place);
        Assert.Empty(file.Mistakes);
        Assert.Single(file.Resources);
    }

    /// <summary>True for values of the chart.</summary>
    public static bool IsChartValues(Example example) =>
        example is { Language: "yaml", Page: "docs/deploy.md" or "docs/kubernetes.md" or "deploy/helm/README.head.md" or "deploy/helm/flinkready-monitor/README.md" }
        && Read(example.Text) is YamlMappingNode map && map.Children.ContainsKey(new YamlScalarNode("config"));

    /// <summary>True for a configuration of Prometheus.</summary>
    public static bool IsPrometheus(Example example) => Read(example.Text) is YamlMappingNode map && map.Children.ContainsKey(new YamlScalarNode("scrape_configs"));

    /// <summary>True for flat keys, as in Flink's own configuration.</summary>
    public static bool IsFlinkConfiguration(Example example) =>
        Read(example.Text) is YamlMappingNode map && map.Children.Keys.All(key => Text(key).Contains('.', StringComparison.Ordinal));

    /// <summary>The text of a scalar.</summary>
    public static string Text(YamlNode node) => Assert.IsType<YamlScalarNode>(node).Value!;

    private static YamlNode Read(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return Assert.Single(stream.Documents).RootNode;
    }

    private static void CheckConfiguration(Example example, string text)
    {
        using var folder = new TemporaryFolder();
        folder.Write("orders.uids.txt", "orders-source\n");
        var result = ConfigurationReader.Read(text, example.Place, folder.Path, new Dictionary<string, string>());
        Assert.True(result.Mistakes.Count == 0, string.Join('\n', result.Mistakes));

        // The page of a rule shows how to set and waive that rule, not another one.
        if (example.Page.StartsWith("docs/rules/", StringComparison.Ordinal) && !text.StartsWith("uids:", StringComparison.Ordinal))
        {
            var rule = Path.GetFileNameWithoutExtension(example.Page);
            var policy = result.Configuration!.Policy;
            Assert.All(policy.Rules.Keys.Concat(policy.Waivers.Select(waiver => waiver.Rule)), id => Assert.True(id == rule || rule.StartsWith("waiver-", StringComparison.Ordinal), $"{example.Place}: is about {id}"));
        }
    }

    // The values' schema is checked where helm renders them; what they hand to the program is checked here.
    private static void CheckChartValues(Example example, YamlMappingNode map, List<string> keys)
    {
        var known = Assert.IsType<YamlMappingNode>(Read(File.ReadAllText(Path.Combine(SharedMaterial.RepositoryRoot, "deploy", "helm", "flinkready-monitor", "values.yaml")))).Children.Keys.Select(Text).ToHashSet();
        Assert.All(keys, key => Assert.True(known.Contains(key), $"{example.Place}: the chart has no value {key}"));
        using var text = new StringWriter();
        new YamlStream(new YamlDocument(map.Children[new YamlScalarNode("config")])).Save(text, assignAnchors: false);
        CheckConfiguration(example, text.ToString().Replace("...", string.Empty, StringComparison.Ordinal));
    }

    private static async Task CheckPrometheusAsync(Example example)
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(SharedMaterial.RepositoryRoot, "deploy", "prometheus", "flinkready.rules.yaml"), folder.File("flinkready.rules.yaml"));
        var (exitCode, output) = await ExternalTool.Promtool!.RunAsync(["check", "config", folder.Write("prometheus.yaml", example.Text)], string.Empty, TestContext.Current.CancellationToken);
        Assert.True(exitCode == 0, $"{example.Place}: {output}");
    }
}
