using FlinkReady.Deploy.Tests.Manifests;
using FlinkReady.Deploy.Tests.Tools;

namespace FlinkReady.Deploy.Tests.Chart;

/// <summary>Defaults that a user replaces are gone whole, where Helm would merge maps.</summary>
public sealed class ReplacedDefaultsTests
{
    private const string Target = "config: { targets: [{ url: 'http://flink:8081' }] }\n";

    [NeedsTheory(Need.Helm)]
    [InlineData("", """{"matchLabels":{"kubernetes.io/metadata.name":"monitoring"}}""")]
    [InlineData("networkPolicy: { ingressNamespaceSelector: {} }", "{}")]
    [InlineData("networkPolicy: { ingressNamespaceSelector: { matchLabels: { team: x } } }", """{"matchLabels":{"team":"x"}}""")]
    public async Task Namespaces_that_come_in(string values, string selector) => Assert.Equal(
        selector,
        (await Helm.RenderTextAsync(Target + values)).TheOne("NetworkPolicy").At("spec.ingress.0.from.0.namespaceSelector")!.ToJsonString());

    [NeedsTheory(Need.Helm)]
    [InlineData("", """["httpGet","periodSeconds","timeoutSeconds","failureThreshold"]""")]
    [InlineData("deployment: { livenessProbe: { tcpSocket: { port: flinkready } } }", """["tcpSocket"]""")]
    [InlineData("deployment: { livenessProbe: {} }", null)]
    public async Task Probes(string values, string? keys)
    {
        var container = (await Helm.RenderTextAsync(Target + values)).TheOne("Deployment").At("spec.template.spec.containers.0");

        Assert.Equal(
            keys is null ? null : System.Text.Json.JsonSerializer.Deserialize<string[]>(keys)!.Order(),
            container.At("livenessProbe")?.AsObject().Select(pair => pair.Key).Order());
        Assert.Equal("/readyz", container.Text("readinessProbe.httpGet.path"));
    }

    [NeedsTheory(Need.Helm)]
    [InlineData("", """{"component":"jobmanager"}""")]
    [InlineData("sidecar: { podSelector: { app: orders } }", """{"app":"orders"}""")]
    public async Task Pods_of_JobManagers(string values, string labels) => Assert.Equal(
        labels,
        (await Helm.RenderTextAsync("mode: sidecar\npodMonitor: { enabled: true }\n" + values)).TheOne("PodMonitor").At("spec.selector.matchLabels")!.ToJsonString());

    [NeedsTheory(Need.Helm)]
    [InlineData("mode: cronjob\nserviceMonitor: { enabled: true }\ngrafanaDashboard: { enabled: true }\n" + Target, "IGNORED with mode=cronjob: serviceMonitor.enabled, grafanaDashboard.enabled")]
    [InlineData("mode: sidecar\npodDisruptionBudget: { enabled: true }\n", "IGNORED with mode=sidecar: podDisruptionBudget.enabled")]
    public async Task A_part_that_a_mode_ignores_says_so(string values, string notice)
    {
        using var file = new TemporaryFile(values);
        var result = await Helm.RunAsync("install", "flinkready", Repository.Chart, "--namespace", Helm.Namespace, "--values", file.Path, "--dry-run=client");

        Assert.True(result.ExitCode == 0, result.All);
        Assert.Contains(notice, result.Output, StringComparison.Ordinal);
    }
}
