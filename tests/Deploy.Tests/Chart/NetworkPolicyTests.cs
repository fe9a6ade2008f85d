using FlinkReady.Deploy.Tests.Manifests;
using FlinkReady.Deploy.Tests.Tools;

namespace FlinkReady.Deploy.Tests.Chart;

public sealed class NetworkPolicyTests
{
    [NeedsFact(Need.Helm)]
    public async Task Only_the_monitoring_namespace_comes_in()
    {
        var policy = (await Helm.RenderAsync("deployment-minimal-values.yaml")).TheOne("NetworkPolicy");

        var rule = Assert.Single(policy.At("spec.ingress")!.AsArray());
        Assert.Equal("monitoring", Assert.Single(rule!["from"]!.AsArray()).At("namespaceSelector.matchLabels")!["kubernetes.io/metadata.name"]!.ToString());
        Assert.Equal("flinkready", Assert.Single(rule["ports"]!.AsArray()).Text("port"));
    }

    [NeedsFact(Need.Helm)]
    public async Task A_scan_lets_nobody_in()
    {
        var policy = (await Helm.RenderAsync("cronjob-values.yaml")).TheOne("NetworkPolicy");

        Assert.Equal("""["Ingress","Egress"]""", policy.At("spec.policyTypes")!.ToJsonString());
        Assert.Empty(policy.At("spec.ingress")!.AsArray());
    }

    [NeedsFact(Need.Helm)]
    public async Task Only_DNS_and_the_ports_of_the_targets_are_reached()
    {
        var policy = (await Helm.RenderAsync("deployment-minimal-values.yaml")).TheOne("NetworkPolicy");

        Assert.Equal([["53/UDP", "53/TCP"], ["8081/TCP"]], Ports(policy));
        Assert.NotEmpty(policy.At("spec.egress.0.to")!.AsArray());
    }

    [NeedsFact(Need.Helm)]
    public async Task Ports_come_from_urls_proxies_and_schemes()
    {
        var manifests = await Helm.RenderTextAsync("""
            config:
              targets:
                - { name: a, url: "http://a.flink:8081/prefix" }
                - { name: b, url: "https://b.example.com/flink" }
                - { name: c, url: "http://c" }
                - { name: d, urls: ["https://d-0:9443", "https://d-1:9444"] }
                - { name: e, url: "http://[2001:db8::1]:8085", proxy: "http://proxy:3128" }
            networkPolicy:
              extraEgressPorts: [10443]
            """);

        Assert.Equal(["10443/TCP", "3128/TCP", "443/TCP", "80/TCP", "8081/TCP", "8085/TCP", "9443/TCP", "9444/TCP"], Ports(manifests.TheOne("NetworkPolicy"))[1]);
    }

    [NeedsFact(Need.Helm)]
    public async Task It_can_be_left_out() =>
        Assert.DoesNotContain(
            await Helm.RenderAsync("deployment-minimal-values.yaml", "networkPolicy.enabled=false"), manifest => manifest.Kind() == "NetworkPolicy");

    private static List<List<string>> Ports(System.Text.Json.Nodes.JsonNode policy) =>
    [
        .. policy.At("spec.egress")!.AsArray().Select(rule => rule!["ports"]!.AsArray().Select(port => $"{port.Text("port")}/{port.Text("protocol")}").ToList()),
    ];
}
