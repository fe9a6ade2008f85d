using System.Text.RegularExpressions;
using FlinkReady.Deploy.Tests.Tools;

namespace FlinkReady.Deploy.Tests.Chart;

public sealed partial class DocumentationTests
{
    /// <summary>The blocks of YAML in the documents that are values of the chart.</summary>
    public static TheoryData<string> ValuesExamples =>
    [
        .. new[] { Repository.Read("docs", "deploy.md"), Repository.Read("deploy", "helm", "README.head.md") }
            .SelectMany(text => YamlBlock().Matches(text)).Select(match => Unindent(match))
            .Where(block => block.Contains("targets:\n", StringComparison.Ordinal)),
    ];

    [NeedsTheory(Need.Helm)]
    [MemberData(nameof(ValuesExamples))]
    public async Task Every_example_of_values_renders(string values)
    {
        var ca = values.Contains("flink-ca.pem", StringComparison.Ordinal) && !values.Contains("configFiles", StringComparison.Ordinal)
            ? "configFiles: { flink-ca.pem: x }\n" : string.Empty;

        Assert.NotEmpty(await Helm.RenderTextAsync(ca + values));
    }

    [Fact]
    public void Links_to_files_lead_somewhere() =>
        Assert.All(Link().Matches(Repository.Read("docs", "deploy.md")), link =>
            Assert.True(Path.Exists(Path.GetFullPath(Repository.PathOf("docs", link.Groups["path"].Value))), link.Value));

    private static string Unindent(Match block)
    {
        var indent = block.Groups["indent"].Length;
        return string.Concat(block.Groups["text"].Value.Split('\n').Select(line => (line.Length > indent ? line[indent..] : string.Empty) + "\n"));
    }

    [GeneratedRegex(@"^(?<indent> *)```yaml\n(?<text>.*?)^ *```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex YamlBlock();

    [GeneratedRegex(@"\]\((?<path>\.\.?/[^)#]+)\)")]
    private static partial Regex Link();
}
