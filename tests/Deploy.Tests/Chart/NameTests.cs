using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlinkReady.Deploy.Tests.Manifests;
using FlinkReady.Deploy.Tests.Tools;

namespace FlinkReady.Deploy.Tests.Chart;

/// <summary>Names that an API server refuses, or takes for something else, each found on a real one.</summary>
public sealed partial class NameTests
{
    [NeedsTheory(Need.Helm)]
    [InlineData("flinkready", "2024")]
    [InlineData("true", "flink")]
    [InlineData("1e5", "1e5")]
    [InlineData("1st", "null")]
    [InlineData("a.b", "flink")]
    [InlineData("0x10", "08")]
    public async Task What_looks_like_a_number_or_a_boolean_stays_a_text(string release, string @namespace)
    {
        var manifests = await Helm.RenderReleaseAsync(release, @namespace, """
            config: { targets: [{ url: "http://flink:8081" }] }
            secrets: ["2024", "1e5"]
            priorityClassName: "1234"
            serviceAccount: { name: "77" }
            grafanaDashboard: { enabled: true, namespace: "2025" }
            serviceMonitor: { enabled: true }
            podDisruptionBudget: { enabled: true }
            """);

        Assert.All(manifests, manifest =>
        {
            Assert.All(Texts(manifest), place => Assert.True(place.Value?.GetValueKind() == System.Text.Json.JsonValueKind.String, $"{manifest.Kind()}: {place.Key} is {place.Value?.ToJsonString()}"));
            Assert.Equal(manifest.Kind() == "ConfigMap" && manifest.Text("metadata.name")!.EndsWith("-dashboard", StringComparison.Ordinal) ? "2025" : @namespace, manifest.Text("metadata.namespace"));
        });
    }

    [NeedsTheory(Need.Helm)]
    [InlineData("1st", "")]
    [InlineData("a.b", "")]
    [InlineData("a-release-with-quite-a-long-name-that-goes-on-and-on", "")]
    public async Task A_service_begins_with_a_letter_has_no_dot_and_fits(string release, string values)
    {
        var service = (await Helm.RenderReleaseAsync(release, "flink", "config: { targets: [{ url: 'http://flink:8081' }] }\n" + values)).TheOne("Service");

        Assert.Matches(ServiceName(), service.Text("metadata.name"));
    }

    [NeedsFact(Need.Helm)]
    public async Task Two_long_names_stay_two()
    {
        const string Values = "mode: cronjob\nconfig: { targets: [{ url: 'http://flink:8081' }] }";
        var one = (await Helm.RenderReleaseAsync("a-release-with-quite-a-long-name-that-ends-in-one", "flink", Values)).TheOne("CronJob").Text("metadata.name")!;
        var two = (await Helm.RenderReleaseAsync("a-release-with-quite-a-long-name-that-ends-in-two", "flink", Values)).TheOne("CronJob").Text("metadata.name")!;

        Assert.NotEqual(one, two);
        Assert.InRange(one.Length, 1, 52);
    }

    [NeedsFact(Need.Helm)]
    public async Task Dashboards_of_two_releases_of_one_name_meet_in_one_namespace_without_harm()
    {
        const string Values = "config: { targets: [{ url: 'http://flink:8081' }] }\ngrafanaDashboard: { enabled: true, namespace: grafana }";
        var names = new HashSet<string>();
        foreach (var space in new[] { "team-a", "team-b" })
        {
            names.UnionWith((await Helm.RenderReleaseAsync("flinkready", space, Values)).Where(manifest => manifest.Text("metadata.namespace") == "grafana").Select(manifest => manifest.Text("metadata.name")!));
        }

        Assert.Equal(2, names.Count);
    }

    [NeedsTheory(Need.Helm)]
    [InlineData("fullnameOverride: other")]
    [InlineData("nameOverride: other")]
    [InlineData("commonLabels: { team: orders }")]
    [InlineData("podLabels: { tier: monitoring }")]
    public async Task No_value_reaches_a_selector(string values)
    {
        const string Target = "config: { targets: [{ url: 'http://flink:8081' }] }\npodDisruptionBudget: { enabled: true }\n";
        var before = Selectors(await Helm.RenderReleaseAsync("flinkready", "flink", Target));
        var after = Selectors(await Helm.RenderReleaseAsync("flinkready", "flink", Target + values));

        Assert.Equal(4, before.Count);
        Assert.Equal(before, after);
    }

    private static List<string> Selectors(IEnumerable<JsonObject> manifests) =>
    [
        .. manifests.Select(manifest => manifest.Kind() switch
        {
            "Deployment" or "PodDisruptionBudget" => manifest.At("spec.selector.matchLabels"),
            "Service" => manifest.At("spec.selector"),
            "NetworkPolicy" => manifest.At("spec.podSelector.matchLabels"),
            _ => null,
        }).OfType<JsonNode>().Select(selector => selector.ToJsonString()),
    ];

    // Every place that Kubernetes wants a text in.
    private static IEnumerable<KeyValuePair<string, JsonValue?>> Texts(JsonNode? node)
    {
        foreach (var (key, value) in node as JsonObject ?? [])
        {
            if (key is "labels" or "annotations" or "matchLabels" or "data")
            {
                foreach (var (name, text) in value as JsonObject ?? [])
                {
                    yield return new($"{key}.{name}", text as JsonValue);
                }
            }
            else if (key is "name" or "namespace" or "secretName" or "serviceAccountName" or "priorityClassName" or "mountPath" or "image")
            {
                yield return new(key, value as JsonValue);
            }
            else
            {
                foreach (var place in Texts(value))
                {
                    yield return place;
                }
            }
        }

        foreach (var place in (node as JsonArray ?? []).SelectMany(Texts))
        {
            yield return place;
        }
    }

    [GeneratedRegex("^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$")]
    private static partial Regex ServiceName();
}
