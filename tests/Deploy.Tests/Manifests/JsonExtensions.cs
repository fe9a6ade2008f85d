using System.Text.Json.Nodes;

namespace FlinkReady.Deploy.Tests.Manifests;

/// <summary>Short ways into a manifest.</summary>
public static class JsonExtensions
{
    /// <summary>The kind of a manifest.</summary>
    public static string Kind(this JsonObject manifest) => manifest["kind"]!.GetValue<string>();

    /// <summary>The value at a path of keys and indexes, such as <c>spec.template.spec.containers.0</c>; null where nothing is.</summary>
    public static JsonNode? At(this JsonNode? node, string path)
    {
        foreach (var part in path.Split('.'))
        {
            node = node switch
            {
                JsonArray array when int.TryParse(part, out var index) => index < array.Count ? array[index] : null,
                JsonObject map => map[part.Replace('|', '.')],
                _ => null,
            };
        }

        return node;
    }

    /// <summary>The text at a path.</summary>
    public static string? Text(this JsonNode? node, string path) => node.At(path)?.ToString();

    /// <summary>The one manifest of a kind.</summary>
    public static JsonObject TheOne(this IEnumerable<JsonObject> manifests, string kind) =>
        Assert.Single(manifests, manifest => manifest.Kind() == kind);

    /// <summary>The pod template of a Deployment, a StatefulSet or a CronJob.</summary>
    public static JsonNode? PodTemplate(this JsonObject manifest) => manifest.Kind() switch
    {
        "Deployment" or "StatefulSet" => manifest.At("spec.template"),
        "CronJob" => manifest.At("spec.jobTemplate.spec.template"),
        _ => null,
    };
}
