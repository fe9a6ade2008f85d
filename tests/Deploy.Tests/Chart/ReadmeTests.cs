using System.Text;
using FlinkReady.Deploy.Tests.Tools;

namespace FlinkReady.Deploy.Tests.Chart;

public sealed class ReadmeTests
{
    private static readonly string Values = Repository.Read("deploy", "helm", "flinkready-monitor", "values.yaml");

    [Fact]
    [Trait("generated", "true")]
    public void The_README_lists_the_values_as_they_are() =>
        GeneratedFile.AssertFresh(Write(), "deploy", "helm", "flinkready-monitor", "README.md");

    [Fact]
    public void Every_value_is_documented() => Assert.Empty(ValuesDocumentation.Undocumented(Values));

    private static string Write()
    {
        var text = new StringBuilder(Repository.Read("deploy", "helm", "README.head.md"));
        text.Append("\n## Values\n\n| key | default | meaning |\n| --- | --- | --- |\n");
        foreach (var value in ValuesDocumentation.Read(Values))
        {
            text.Append($"| `{value.Key}` | `{value.Default.Replace("|", "\\|")}` | {value.Description.Replace("|", "\\|")} |\n");
        }

        return text.ToString();
    }
}
