using System.Text.Json.Nodes;
using FlinkReady.Deploy.Tests.Manifests;
using FlinkReady.Deploy.Tests.Tools;

namespace FlinkReady.Deploy.Tests.Chart;

public sealed class DeploymentTests
{
    private const string Minimal = "deployment-minimal-values.yaml";

    [NeedsFact(Need.Helm)]
    public async Task One_target_needs_nothing_but_core_resources()
    {
        var manifests = await Helm.RenderAsync(Minimal);

        Assert.Equal(["ConfigMap", "Deployment", "NetworkPolicy", "Service", "ServiceAccount"], manifests.Select(manifest => manifest.Kind()).Order());
        Assert.All(manifests, manifest => Assert.Equal(Helm.Namespace, manifest.Text("metadata.namespace")));
    }

    [NeedsFact(Need.Helm)]
    public async Task The_pod_watches_with_the_configuration_from_a_mounted_folder()
    {
        var container = await ContainerAsync(Minimal);

        Assert.Equal(["watch", "--config", "/etc/flinkready/flinkready.yaml", "--log-format", "json"], Texts(container["args"]));
        Assert.Null(container["command"]);
        Assert.Equal("ghcr.io/flinkready/flinkready-monitor:1.0.0", container.Text("image"));
        var mount = Assert.Single(container["volumeMounts"]!.AsArray());
        Assert.Equal("/etc/flinkready", mount.Text("mountPath"));
        Assert.Null(mount!["subPath"]);
    }

    [NeedsFact(Need.Helm)]
    public async Task Probes_ask_the_endpoints_that_are_meant_for_them()
    {
        var container = await ContainerAsync(Minimal);

        Assert.Equal("/livez", container.Text("livenessProbe.httpGet.path"));
        Assert.Equal("/readyz", container.Text("readinessProbe.httpGet.path"));
        Assert.Equal("9817", container.Text("ports.0.containerPort"));
        Assert.Equal(container.Text("ports.0.name"), container.Text("livenessProbe.httpGet.port"));
    }

    [NeedsFact(Need.Helm)]
    public async Task The_configuration_holds_the_targets_and_the_address_to_listen_on()
    {
        var config = Config(await Helm.RenderAsync(Minimal));

        Assert.Equal("""{"listen":"0.0.0.0:9817","pollInterval":"30s","targets":[{"url":"http://orders-rest.flink:8081"}]}""", config.ToJsonString());
    }

    [NeedsFact(Need.Helm)]
    public async Task Every_part_of_the_configuration_arrives_as_it_was_given()
    {
        var values = YamlText.Read(Repository.Read("deploy", "helm", "flinkready-monitor", "ci", "deployment-values.yaml"));
        var config = Config(await Helm.RenderAsync("deployment-values.yaml"));

        foreach (var (key, value) in values["config"]!.AsObject())
        {
            Assert.True(JsonNode.DeepEquals(value, config[key]), $"{key}: {config[key]?.ToJsonString()}");
        }
    }

    [NeedsFact(Need.Helm)]
    public async Task Port_digest_and_tag_can_be_chosen()
    {
        var manifests = await Helm.RenderAsync(Minimal, "service.port=9000", "image.tag=1.2.3");
        Assert.Equal("ghcr.io/flinkready/flinkready-monitor:1.2.3", Container(manifests).Text("image"));
        Assert.Equal("9000", Container(manifests).Text("ports.0.containerPort"));
        Assert.Equal("9000", manifests.TheOne("Service").Text("spec.ports.0.port"));
        Assert.Equal("0.0.0.0:9000", Config(manifests).Text("listen"));

        var digest = $"sha256:{new string('a', 64)}";
        Assert.Equal(
            $"registry.example.com/flinkready@{digest}",
            (await ContainerAsync(Minimal, "image.repository=registry.example.com/flinkready", $"image.digest={digest}")).Text("image"));
    }

    [NeedsFact(Need.Helm)]
    public async Task The_checksum_changes_with_the_configuration_and_can_be_left_out()
    {
        async Task<string?> Checksum(params string[] set) =>
            (await Helm.RenderAsync(Minimal, set)).TheOne("Deployment").PodTemplate().At("metadata.annotations")?["checksum/config"]?.ToString();

        var checksum = await Checksum();
        Assert.Equal(64, checksum!.Length);
        Assert.Equal(checksum, await Checksum("deployment.replicas=2"));
        Assert.NotEqual(checksum, await Checksum("config.pollInterval=15s"));
        Assert.NotEqual(checksum, await Checksum("configFiles.uids\\.txt=source"));
        Assert.Null(await Checksum("restartOnConfigChange=false"));
    }

    [NeedsFact(Need.Helm)]
    public async Task Secrets_are_mounted_by_reference_where_targets_look_for_them()
    {
        var manifests = await Helm.RenderAsync("deployment-values.yaml");
        var mounts = Container(manifests)["volumeMounts"]!.AsArray().ToDictionary(mount => mount.Text("name")!, mount => mount.Text("mountPath"));
        var volumes = manifests.TheOne("Deployment").PodTemplate().At("spec.volumes")!.AsArray()
            .Where(volume => volume!["secret"] is not null).ToDictionary(volume => volume.Text("secret.secretName")!, volume => volume.Text("name")!);

        Assert.Equal(["clicks-access", "payments-access"], volumes.Keys.Order());
        Assert.All(volumes, volume => Assert.Equal($"/var/run/secrets/flinkready/{volume.Key}", mounts[volume.Value]));
        Assert.DoesNotContain(manifests, manifest => manifest.Kind() == "Secret");
    }

    [NeedsFact(Need.Helm)]
    public async Task What_schedulers_and_people_ask_for_reaches_the_pod()
    {
        var pod = (await Helm.RenderAsync("deployment-values.yaml", "priorityClassName=monitoring")).TheOne("Deployment").PodTemplate();

        Assert.Equal("monitoring", pod.Text("spec.tolerations.0.value"));
        Assert.Equal("topology.kubernetes.io/zone", pod.Text("spec.topologySpreadConstraints.0.topologyKey"));
        Assert.NotNull(pod.At("spec.affinity.nodeAffinity"));
        Assert.Equal("linux", pod.At("spec.nodeSelector")!["kubernetes.io/os"]!.ToString());
        Assert.Equal("monitoring", pod.Text("spec.priorityClassName"));
        Assert.Equal("registry", pod.Text("spec.imagePullSecrets.0.name"));
        Assert.Equal("TZ", pod.Text("spec.containers.0.env.0.name"));
        Assert.Contains("scratch", pod.At("spec.volumes")!.AsArray().Select(volume => volume.Text("name")));
        Assert.Contains("/tmp", pod.At("spec.containers.0.volumeMounts")!.AsArray().Select(mount => mount.Text("mountPath")));
        Assert.Contains("--verbose", Texts(pod.At("spec.containers.0.args")));
        Assert.Equal("platform", pod.At("metadata.annotations")!["example.com/owner"]!.ToString());
        Assert.Equal("monitoring", pod.At("metadata.labels")!["example.com/tier"]!.ToString());
    }

    [NeedsFact(Need.Helm)]
    public async Task Labels_that_select_never_change_and_are_on_the_pods()
    {
        var manifests = await Helm.RenderAsync("deployment-values.yaml");
        var selector = manifests.TheOne("Deployment").At("spec.selector.matchLabels")!.AsObject();
        var labels = manifests.TheOne("Deployment").PodTemplate().At("metadata.labels")!;

        Assert.Equal(["app.kubernetes.io/instance", "app.kubernetes.io/name"], selector.Select(pair => pair.Key).Order());
        Assert.All(selector, pair => Assert.Equal(pair.Value!.ToString(), labels[pair.Key]!.ToString()));
        Assert.True(JsonNode.DeepEquals(selector, manifests.TheOne("Service").At("spec.selector")));
        Assert.True(JsonNode.DeepEquals(selector, manifests.TheOne("ServiceMonitor").At("spec.selector.matchLabels")));
        Assert.True(JsonNode.DeepEquals(selector, manifests.TheOne("PodDisruptionBudget").At("spec.selector.matchLabels")));
        Assert.True(JsonNode.DeepEquals(selector, manifests.TheOne("NetworkPolicy").At("spec.podSelector.matchLabels")));
    }

    [NeedsFact(Need.Helm)]
    public async Task Scraping_uses_the_port_by_its_name()
    {
        var manifests = await Helm.RenderAsync("deployment-values.yaml");

        Assert.Equal(manifests.TheOne("Service").Text("spec.ports.0.name"), manifests.TheOne("ServiceMonitor").Text("spec.endpoints.0.port"));
        Assert.Equal("/metrics", manifests.TheOne("ServiceMonitor").Text("spec.endpoints.0.path"));

        var pods = await Helm.RenderAsync(Minimal, "podMonitor.enabled=true");
        Assert.Equal(Container(pods).Text("ports.0.name"), pods.TheOne("PodMonitor").Text("spec.podMetricsEndpoints.0.port"));
    }

    [NeedsFact(Need.Helm)]
    public async Task Names_stay_within_their_limits_however_long_the_release_is_called()
    {
        var name = new string('r', 53);
        var rendered = await Helm.RunAsync(
            "template", name, Repository.Chart, "--values", Path.Combine(Repository.Chart, "ci", "cronjob-values.yaml"));

        Assert.True(rendered.ExitCode == 0, rendered.All);
        Assert.All(YamlText.ReadAll(rendered.Output), manifest => Assert.InRange(manifest.Text("metadata.name")!.Length, 1, 52));
    }

    internal static JsonNode Config(IEnumerable<JsonObject> manifests) =>
        YamlText.Read(manifests.Single(manifest => manifest.Kind() == "ConfigMap" && manifest["data"]!["flinkready.yaml"] is not null)["data"]!["flinkready.yaml"]!.ToString());

    internal static IEnumerable<string> Texts(JsonNode? array) => array!.AsArray().Select(item => item!.ToString());

    private static JsonNode Container(IEnumerable<JsonObject> manifests) =>
        Assert.Single(manifests.TheOne("Deployment").PodTemplate().At("spec.containers")!.AsArray())!;

    private static async Task<JsonNode> ContainerAsync(string values, params string[] set) => Container(await Helm.RenderAsync(values, set));
}
