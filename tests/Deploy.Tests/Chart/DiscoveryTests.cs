using System.Text.Json.Nodes;
using FlinkReady.Deploy.Tests.Manifests;
using FlinkReady.Deploy.Tests.Tools;

namespace FlinkReady.Deploy.Tests.Chart;

/// <summary>What the chart gives the monitor in Kubernetes: nothing, and with discovery the least.</summary>
public sealed class DiscoveryTests
{
    private static readonly string[] Rights = ["Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding"];

    [NeedsTheory(Need.Helm)]
    [InlineData("deployment-values.yaml")]
    [InlineData("deployment-minimal-values.yaml")]
    [InlineData("cronjob-values.yaml")]
    [InlineData("sidecar-values.yaml")]
    public async Task Without_it_there_is_no_right_and_no_token(string values)
    {
        var manifests = await Helm.RenderAsync(values);

        Assert.DoesNotContain(manifests, manifest => Rights.Contains(manifest.Kind()));
        Assert.All(manifests.Select(manifest => manifest.PodTemplate()).OfType<JsonNode>(), pod => Assert.Equal("false", pod.Text("spec.automountServiceAccountToken")));
        Assert.DoesNotContain("6443", manifests.SingleOrDefault(manifest => manifest.Kind() == "NetworkPolicy")?.ToJsonString() ?? string.Empty, StringComparison.Ordinal);
    }

    [NeedsFact(Need.Helm)]
    public async Task One_role_in_each_watched_namespace_and_nothing_beyond()
    {
        var manifests = await Helm.RenderAsync("discovery-values.yaml");

        Assert.Equal(["orders", "payments"], manifests.Where(manifest => manifest.Kind() == "Role").Select(manifest => manifest.Text("metadata.namespace")));
        Assert.Equal(["orders", "payments"], manifests.Where(manifest => manifest.Kind() == "RoleBinding").Select(manifest => manifest.Text("metadata.namespace")));
        Assert.DoesNotContain(manifests, manifest => manifest.Kind().StartsWith("Cluster", StringComparison.Ordinal));
        Assert.All(manifests.Where(manifest => manifest.Kind() == "Role"), role => Assert.Equal(
            """[{"apiGroups":["flink.apache.org"],"resources":["flinkdeployments","flinksessionjobs"],"verbs":["get","list","watch"]},{"apiGroups":[""],"resources":["services"],"verbs":["get","list","watch"]}]""",
            role["rules"]!.ToJsonString()));
        Assert.All(manifests.Where(manifest => manifest.Kind() == "RoleBinding"), binding =>
        {
            Assert.Equal(Helm.Namespace, binding.Text("subjects.0.namespace"));
            Assert.Equal(manifests.TheOne("ServiceAccount").Text("metadata.name"), binding.Text("subjects.0.name"));
            Assert.Contains(manifests, manifest => manifest.Kind() == "Role" && manifest.Text("metadata.name") == binding.Text("roleRef.name") && manifest.Text("metadata.namespace") == binding.Text("metadata.namespace"));
        });
        Assert.Equal("true", manifests.TheOne("Deployment").Text("spec.template.spec.automountServiceAccountToken"));
    }

    [NeedsFact(Need.Helm)]
    public async Task The_release_s_own_namespace_where_none_is_named()
    {
        var manifests = await Helm.RenderTextAsync("config: { kubernetes: {} }");

        Assert.Equal(Helm.Namespace, manifests.TheOne("Role").Text("metadata.namespace"));
        Assert.Contains("kubernetes: {}", manifests.TheOne("ConfigMap").Text("data.flinkready|yaml"), StringComparison.Ordinal);
    }

    [NeedsTheory(Need.Helm)]
    [InlineData("config: { kubernetes: {} }", true)]
    [InlineData("config: { targets: [{ url: 'http://a:8081' }] }", false)]
    public async Task A_job_now_and_then_asks_Kubernetes_where_the_configuration_does(string config, bool asks)
    {
        var job = (await Helm.RenderTextAsync("mode: cronjob\n" + config)).TheOne("CronJob");

        Assert.Equal(asks, job.PodTemplate()!.At("spec.containers.0.args")!.AsArray().Any(argument => argument!.GetValue<string>() == "--kubernetes"));
    }

    [NeedsFact(Need.Helm)]
    public async Task All_namespaces_take_one_cluster_role_that_no_other_release_shares()
    {
        var manifests = await Helm.RenderAsync("shards-values.yaml");
        var role = manifests.TheOne("ClusterRole");

        Assert.DoesNotContain(manifests, manifest => manifest.Kind() is "Role" or "RoleBinding");
        Assert.Equal("""["flinkdeployments","flinksessionjobs","flinkstatesnapshots"]""", role.At("rules.0.resources")!.ToJsonString());
        Assert.StartsWith(Helm.Namespace, role.Text("metadata.name"), StringComparison.Ordinal);
        Assert.Equal(role.Text("metadata.name"), manifests.TheOne("ClusterRoleBinding").Text("roleRef.name"));
    }

    [NeedsFact(Need.Helm)]
    public async Task The_API_server_is_reached_with_it_alone()
    {
        var rule = Assert.Single(
            (await Helm.RenderAsync("discovery-values.yaml")).TheOne("NetworkPolicy").At("spec.egress")!.AsArray(),
            rule => rule!["ports"]!.AsArray().Any(port => port.Text("port") == "6443"));

        Assert.Equal("10.96.0.1/32", rule.Text("to.0.ipBlock.cidr"));
    }

    [NeedsFact(Need.Helm)]
    public async Task Shards_are_the_pods_of_a_stateful_set()
    {
        var manifests = await Helm.RenderAsync("shards-values.yaml");
        var set = manifests.TheOne("StatefulSet");

        Assert.DoesNotContain(manifests, manifest => manifest.Kind() == "Deployment");
        Assert.Equal("3", set.Text("spec.replicas"));
        Assert.Equal(manifests.TheOne("Service").Text("metadata.name"), set.Text("spec.serviceName"));
        var arguments = set.At("spec.template.spec.containers.0.args")!.AsArray().Select(argument => argument!.ToString()).ToList();
        Assert.Equal("3", arguments[arguments.IndexOf("--total-shards") + 1]);
    }
}
