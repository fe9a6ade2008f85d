using System.Text.Json.Nodes;
using FlinkReady.Deploy.Tests.Manifests;

namespace FlinkReady.Deploy.Tests.Alerts;

/// <summary>One alert, whichever file it comes from.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Expression">Its PromQL.</param>
/// <param name="For">How long the expression holds before it fires.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Annotations">Its annotations.</param>
public sealed record AlertRule(
    string Name,
    string Expression,
    string For,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyDictionary<string, string> Annotations)
{
    /// <summary>The alerts of a rule file or of a PrometheusRule's spec.</summary>
    public static IReadOnlyList<AlertRule> ReadAll(JsonNode rules) =>
    [
        .. rules.At("groups")!.AsArray().SelectMany(group => group.At("rules")!.AsArray()).Select(rule => new AlertRule(
            rule.Text("alert")!, rule.Text("expr")!, rule.Text("for")!, Map(rule.At("labels")), Map(rule.At("annotations")))),
    ];

    /// <summary>A map of texts, in the order of its keys.</summary>
    public static SortedDictionary<string, string> Map(JsonNode? node) =>
        new((node?.AsObject() ?? []).ToDictionary(pair => pair.Key, pair => pair.Value!.ToString()), StringComparer.Ordinal);
}
