using System.Text.Json.Nodes;
using FlinkReady.Deploy.Tests.Manifests;
using FlinkReady.Deploy.Tests.Tools;

namespace FlinkReady.Deploy.Tests.Alerts;

/// <summary>The alerts as they stand in the repository and in the chart.</summary>
public static class AlertFiles
{
    /// <summary>The rule file for a plain Prometheus, from the root of the repository.</summary>
    public static readonly string[] RulesPath = ["deploy", "prometheus", "flinkready.rules.yaml"];

    /// <summary>The Grafana-managed rules, from the root of the repository.</summary>
    public static readonly string[] GrafanaPath = ["deploy", "grafana", "alerting.yaml"];

    /// <summary>The alerts of the rule file.</summary>
    public static IReadOnlyList<AlertRule> Rules => AlertRule.ReadAll(YamlText.Read(Repository.Read(RulesPath)));

    /// <summary>The alerts of the chart's PrometheusRule, rendered with its own values and these.</summary>
    public static async Task<IReadOnlyList<AlertRule>> RenderAsync(params string[] set)
    {
        var manifests = await Helm.RenderAsync("deployment-minimal-values.yaml", ["prometheusRule.enabled=true", .. set]);
        return AlertRule.ReadAll(manifests.TheOne("PrometheusRule")["spec"]!);
    }

    /// <summary>The Grafana-managed rules, as they stand.</summary>
    public static IReadOnlyList<JsonNode> Grafana =>
        [.. YamlText.Read(Repository.Read(GrafanaPath)).At("groups")!.AsArray().SelectMany(group => group.At("rules")!.AsArray())!];
}
