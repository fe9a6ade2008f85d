using FlinkReady.Deploy.Tests.Manifests;
using FlinkReady.Deploy.Tests.Tools;

namespace FlinkReady.Deploy.Tests.Dashboards;

public sealed class DashboardFreshnessTests
{
    [Fact]
    [Trait("generated", "true")]
    public void The_chart_carries_the_dashboard() =>
        GeneratedFile.AssertFresh(Repository.Read(Dashboard.FilePath), "deploy", "helm", "flinkready-monitor", "files", "flinkready-dashboard.json");

    [NeedsFact(Need.Helm)]
    public async Task The_ConfigMap_holds_the_dashboard_with_the_label_and_the_folder_that_Grafana_looks_for()
    {
        var manifests = await Helm.RenderAsync(
            "deployment-minimal-values.yaml",
            "grafanaDashboard.enabled=true",
            "grafanaDashboard.namespace=grafana",
            "grafanaDashboard.labels.grafana_dashboard=yes-please",
            "grafanaDashboard.annotations.grafana_folder=Streaming");
        var map = manifests.Single(manifest => manifest.Text("metadata.name")!.EndsWith("-dashboard", StringComparison.Ordinal));

        Assert.Equal(Repository.Read(Dashboard.FilePath), map["data"]!["flinkready-dashboard.json"]!.GetValue<string>());
        Assert.Equal("grafana", map.Text("metadata.namespace"));
        Assert.Equal("yes-please", map.Text("metadata.labels.grafana_dashboard"));
        Assert.Equal("Streaming", map.Text("metadata.annotations.grafana_folder"));
    }
}
