using System.Xml.Linq;
using FlinkReady.Deploy.Tests.Manifests;
using FlinkReady.Deploy.Tests.Tools;

namespace FlinkReady.Deploy.Tests.Chart;

public sealed class VersionTests
{
    [Fact]
    public void The_chart_installs_the_version_that_the_sources_build()
    {
        var version = XDocument.Parse(Repository.Read("Directory.Build.props")).Descendants("VersionPrefix").Single().Value;
        var chart = YamlText.Read(Repository.Read("deploy", "helm", "flinkready-monitor", "Chart.yaml"));

        Assert.Equal(version, chart.Text("appVersion"));
    }
}
