using System.Text.Json.Nodes;
using FlinkReady.Deploy.Tests.Manifests;
using FlinkReady.Deploy.Tests.Tools;

namespace FlinkReady.Deploy.Tests.Chart;

public sealed class SidecarTests
{
    private const string Values = "sidecar-values.yaml";

    [NeedsFact(Need.Helm)]
    public async Task Nothing_of_it_runs_by_itself()
    {
        var kinds = (await Helm.RenderAsync(Values)).Select(manifest => manifest.Kind());

        Assert.Equal(["ConfigMap", "ConfigMap", "ConfigMap", "PodMonitor", "PrometheusRule"], kinds.Order());
    }

    [NeedsFact(Need.Helm)]
    public async Task The_sidecar_has_no_readiness_probe_and_is_checked_for_life()
    {
        var container = Sidecar(await PodTemplateAsync());

        Assert.Null(container["readinessProbe"]);
        Assert.Equal("/livez", container.Text("livenessProbe.httpGet.path"));
    }

    [NeedsFact(Need.Helm | Need.SharedMaterial)]
    public async Task The_Flink_operator_accepts_the_pod_template()
    {
        var template = (await PodTemplateAsync()).AsObject();
        var deployment = new JsonObject
        {
            ["apiVersion"] = "flink.apache.org/v1beta1",
            ["kind"] = "FlinkDeployment",
            ["metadata"] = new JsonObject { ["name"] = "orders" },
            ["spec"] = new JsonObject
            {
                ["image"] = "flink:1.20",
                ["flinkVersion"] = "v1_20",
                ["jobManager"] = new JsonObject { ["podTemplate"] = template },
            },
        };

        Assert.Empty(ManifestSchemas.Check(deployment));
    }

    [NeedsFact(Need.Helm)]
    public async Task It_watches_its_own_JobManager_under_the_clusters_name()
    {
        var manifests = await Helm.RenderAsync(Values);

        Assert.Equal("""[{"name":"orders","url":"http://localhost:8081"}]""", DeploymentTests.Config(manifests)["targets"]!.ToJsonString());
        var map = manifests.Single(manifest => manifest.Kind() == "ConfigMap" && manifest["data"]!["flinkready.yaml"] is not null);
        Assert.Equal(map.Text("metadata.name"), (await PodTemplateAsync()).Text("spec.volumes.0.configMap.name"));
    }

    [NeedsFact(Need.Helm)]
    public async Task The_PodMonitor_finds_the_JobManagers_where_they_are()
    {
        var monitor = (await Helm.RenderAsync(Values)).TheOne("PodMonitor");

        Assert.Equal("""{"app":"orders","component":"jobmanager"}""", monitor.At("spec.selector.matchLabels")!.ToJsonString());
        Assert.Equal("""["flink"]""", monitor.At("spec.namespaceSelector.matchNames")!.ToJsonString());
        Assert.Equal(Sidecar(await PodTemplateAsync()).Text("ports.0.name"), monitor.Text("spec.podMetricsEndpoints.0.port"));
    }

    [NeedsFact(Need.Helm)]
    public async Task Secrets_are_readable_in_a_pod_whose_group_is_not_known() =>
        Assert.Null((await PodTemplateAsync()).At("spec.volumes.1.secret.defaultMode"));

    [NeedsFact(Need.Helm | Need.SharedMaterial)]
    public async Task A_chart_that_depends_on_this_one_can_include_the_sidecar()
    {
        var parent = Directory.CreateTempSubdirectory("flinkready-parent");
        try
        {
            File.WriteAllText(Path.Combine(parent.FullName, "Chart.yaml"), """
                apiVersion: v2
                name: parent
                version: 1.0.0
                dependencies:
                  - { name: flinkready-monitor, version: 1.0.0 }
                """);
            File.WriteAllText(Path.Combine(parent.FullName, "values.yaml"), "flinkready-monitor: { mode: sidecar, sidecar: { targetName: parent } }\n");
            Directory.CreateDirectory(Path.Combine(parent.FullName, "templates"));
            File.WriteAllText(Path.Combine(parent.FullName, "templates", "pod.yaml"), """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: jobmanager
                spec:
                  containers:
                    - name: jobmanager
                      image: flink:1.20
                    {{- include "flinkready-monitor.sidecar.containers" (index .Subcharts "flinkready-monitor") | nindent 4 }}
                  volumes:
                    {{- include "flinkready-monitor.sidecar.volumes" (index .Subcharts "flinkready-monitor") | nindent 4 }}
                """);
            Directory.CreateDirectory(Path.Combine(parent.FullName, "charts"));
            Directory.CreateSymbolicLink(Path.Combine(parent.FullName, "charts", "flinkready-monitor"), Repository.Chart);

            var rendered = await Helm.RunAsync("template", "release", parent.FullName);

            Assert.True(rendered.ExitCode == 0, rendered.All);
            var manifests = YamlText.ReadAll(rendered.Output).Select(document => document!.AsObject()).ToList();
            var pod = manifests.TheOne("Pod");
            Assert.Empty(ManifestSchemas.Check(pod));
            Assert.Equal(["jobmanager", "flinkready"], pod.At("spec.containers")!.AsArray().Select(container => container.Text("name")));
        }
        finally
        {
            parent.Delete(recursive: true);
        }
    }

    private static async Task<JsonNode> PodTemplateAsync() =>
        YamlText.Read((await Helm.RenderAsync(Values))
            .Single(manifest => manifest.Text("metadata.name")!.EndsWith("-sidecar", StringComparison.Ordinal))["data"]!["pod-template.yaml"]!.ToString());

    private static JsonNode Sidecar(JsonNode template) =>
        template.At("spec.containers")!.AsArray().Single(container => container.Text("name") == "flinkready")!;
}
