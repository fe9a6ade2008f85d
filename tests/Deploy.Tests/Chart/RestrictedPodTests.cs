using System.Text.Json.Nodes;
using FlinkReady.Deploy.Tests.Manifests;
using FlinkReady.Deploy.Tests.Tools;

namespace FlinkReady.Deploy.Tests.Chart;

/// <summary>The Pod Security Standard "restricted", point by point, for every pod that the chart makes or describes.</summary>
public sealed class RestrictedPodTests
{
    private static readonly string[] AllowedVolumes =
        ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"];

    public static TheoryData<string> CiValues => [.. Helm.CiValues];

    [NeedsTheory(Need.Helm)]
    [MemberData(nameof(CiValues))]
    public async Task Host_namespaces_host_ports_and_host_paths_are_not_used(string values)
    {
        foreach (var pod in await PodsAsync(values))
        {
            Assert.All(new[] { "hostNetwork", "hostPID", "hostIPC" }, field => Assert.Null(pod[field]));
            Assert.All(Containers(pod).SelectMany(container => container.At("ports")?.AsArray() ?? []), port => Assert.Null(port!["hostPort"]));
            Assert.All(Volumes(pod), volume => Assert.Contains(Assert.Single(volume, pair => pair.Key != "name").Key, AllowedVolumes));
        }
    }

    [NeedsTheory(Need.Helm)]
    [MemberData(nameof(CiValues))]
    public async Task No_container_is_privileged_or_may_become_so(string values)
    {
        foreach (var pod in await PodsAsync(values))
        {
            Assert.All(Containers(pod), container =>
            {
                Assert.NotEqual("true", container.Text("securityContext.privileged"));
                Assert.Equal("false", container.Text("securityContext.allowPrivilegeEscalation"));
                Assert.Null(container.At("securityContext.procMount"));
            });
        }
    }

    [NeedsTheory(Need.Helm)]
    [MemberData(nameof(CiValues))]
    public async Task Every_capability_is_dropped_and_none_added(string values)
    {
        foreach (var pod in await PodsAsync(values))
        {
            Assert.All(Containers(pod), container =>
            {
                Assert.Equal("""["ALL"]""", container.At("securityContext.capabilities.drop")!.ToJsonString());
                Assert.Null(container.At("securityContext.capabilities.add"));
            });
        }
    }

    [NeedsTheory(Need.Helm)]
    [MemberData(nameof(CiValues))]
    public async Task Containers_run_as_a_numeric_user_that_is_not_root(string values)
    {
        foreach (var pod in await PodsAsync(values))
        {
            Assert.NotEqual("0", pod.Text("securityContext.runAsUser"));
            Assert.All(Containers(pod), container =>
            {
                Assert.Equal("true", container.Text("securityContext.runAsNonRoot"));
                Assert.InRange(int.Parse(container.Text("securityContext.runAsUser")!, null), 1, int.MaxValue);
            });
        }
    }

    [NeedsTheory(Need.Helm)]
    [MemberData(nameof(CiValues))]
    public async Task Seccomp_is_the_runtimes_default(string values)
    {
        foreach (var pod in await PodsAsync(values))
        {
            Assert.All(Containers(pod), container => Assert.Equal("RuntimeDefault", container.Text("securityContext.seccompProfile.type")));
        }
    }

    [NeedsTheory(Need.Helm)]
    [MemberData(nameof(CiValues))]
    public async Task Neither_SELinux_nor_AppArmor_nor_sysctls_are_touched(string values)
    {
        foreach (var pod in await PodsAsync(values))
        {
            Assert.All(Containers(pod).Prepend(pod), part =>
                Assert.All(new[] { "seLinuxOptions", "appArmorProfile", "sysctls", "windowsOptions" }, field => Assert.Null(part.At($"securityContext.{field}"))));
        }
    }

    [NeedsTheory(Need.Helm)]
    [MemberData(nameof(CiValues))]
    public async Task Beyond_the_standard_the_root_is_read_only_and_a_token_is_mounted_for_discovery_alone(string values)
    {
        var manifests = await Helm.RenderAsync(values);
        foreach (var pod in Pods(manifests))
        {
            Assert.All(Containers(pod), container => Assert.Equal("true", container.Text("securityContext.readOnlyRootFilesystem")));
        }

        Assert.All(manifests.Where(manifest => manifest.PodTemplate() is not null), manifest =>
            Assert.Equal(
                manifests.Any(role => role.Kind() is "Role" or "ClusterRole") ? "true" : "false",
                manifest.PodTemplate().Text("spec.automountServiceAccountToken")));
        Assert.All(manifests.Where(manifest => manifest.Kind() == "ServiceAccount"), account =>
            Assert.Equal("false", account.Text("automountServiceAccountToken")));
    }

    private static async Task<IReadOnlyList<JsonNode>> PodsAsync(string values)
    {
        var pods = Pods(await Helm.RenderAsync(values));
        Assert.NotEmpty(pods);
        return pods;
    }

    private static List<JsonNode> Pods(IEnumerable<JsonObject> manifests) =>
    [
        .. manifests.Select(manifest => manifest.PodTemplate().At("spec") ?? SidecarPod(manifest)).OfType<JsonNode>(),
    ];

    private static JsonNode? SidecarPod(JsonObject manifest) =>
        manifest.Kind() == "ConfigMap" && manifest["data"]!["pod-template.yaml"] is { } template ? YamlText.Read(template.ToString())["spec"] : null;

    // Flink's own container is named in the pod template of the sidecar and described elsewhere.
    private static IEnumerable<JsonNode> Containers(JsonNode pod) =>
        pod["containers"]!.AsArray().Concat(pod["initContainers"]?.AsArray() ?? []).Where(container => container.Text("name") != "flink-main-container")!;

    private static IEnumerable<JsonObject> Volumes(JsonNode pod) => pod["volumes"]!.AsArray().Select(volume => volume!.AsObject());
}
