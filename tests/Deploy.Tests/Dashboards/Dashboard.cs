using System.Text.Json.Nodes;
using FlinkReady.Deploy.Tests.Manifests;
using FlinkReady.Deploy.Tests.Tools;

namespace FlinkReady.Deploy.Tests.Dashboards;

/// <summary>The Grafana dashboard.</summary>
public static class Dashboard
{
    /// <summary>Its file, from the root of the repository.</summary>
    public static readonly string[] FilePath = ["deploy", "grafana", "flinkready-dashboard.json"];

    /// <summary>The whole of it.</summary>
    public static JsonNode Root { get; } = JsonNode.Parse(Repository.Read(FilePath))!;

    /// <summary>Its panels, rows left out.</summary>
    public static IReadOnlyList<JsonNode> Panels { get; } =
        [.. Root.At("panels")!.AsArray().Where(panel => panel.Text("type") != "row")!];

    /// <summary>Every query: the panel's title and the expression.</summary>
    public static IReadOnlyList<(string Panel, string Expression)> Queries { get; } =
        [.. Panels.SelectMany(panel => panel.At("targets")!.AsArray().Select(target => (panel.Text("title")!, target.Text("expr")!)))];

    /// <summary>The template variables.</summary>
    public static IReadOnlyList<JsonNode> Variables { get; } = [.. Root.At("templating.list")!.AsArray()!];

    /// <summary>An expression with Grafana's variables replaced, as it is sent when everything is selected.</summary>
    public static string Interpolate(string expression) => expression
        .Replace("$__rate_interval", "5m").Replace("$__interval", "1m").Replace("$job_name", ".*")
        .Replace("$job", ".+").Replace("$target", ".+").Replace("$severity", ".+");
}
