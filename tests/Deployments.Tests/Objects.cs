using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FlinkReady.Deployments.Resources;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace FlinkReady.Deployments.Tests;

/// <summary>The shared resources with what a monitor has to conclude from each.</summary>
internal static class Objects
{
    /// <summary>Their files.</summary>
    public static IReadOnlyList<string> Files { get; } = SharedMaterial.PathOf("kubernetes", "objects") is { } folder
        ? [.. Directory.EnumerateFiles(folder, "*.yaml").Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>What is expected of a file.</summary>
    public static JsonObject Expected(string file)
    {
        using var stream = File.OpenRead(SharedMaterial.PathOf("kubernetes", "objects", "expect.json")!);
        return JsonNode.Parse(stream)!["objects"]![file]!.AsObject();
    }

    /// <summary>The text of a file.</summary>
    public static string Text(string file) => File.ReadAllText(SharedMaterial.PathOf("kubernetes", "objects", file)!);

    /// <summary>A resource as an API server hands it out: JSON, keys sorted.</summary>
    public static byte[] Json(string file, bool isSorted = true)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Text(file)));
        return Encoding.UTF8.GetBytes(ToJson(yaml.Documents[0].RootNode, isSorted)!.ToJsonString());
    }

    /// <summary>Every resource.</summary>
    public static IReadOnlyList<KubernetesResource> All() => [.. Files.Select(static file => KubernetesResource.Read(Json(file))!)];

    private static JsonNode? ToJson(YamlNode node, bool isSorted)
    {
        switch (node)
        {
            case YamlMappingNode map:
                var members = map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, ToJson(pair.Value, isSorted)));
                return new JsonObject(isSorted ? members.OrderBy(static member => member.Key, StringComparer.Ordinal) : members.OrderByDescending(static member => member.Key, StringComparer.Ordinal));
            case YamlSequenceNode list:
                return new JsonArray([.. list.Children.Select(item => ToJson(item, isSorted))]);
            case YamlScalarNode { Style: ScalarStyle.Plain } plain when plain.Value is "true" or "false":
                return JsonValue.Create(plain.Value == "true");
            case YamlScalarNode { Style: ScalarStyle.Plain, Value: "null" or "" }:
                return null;
            case YamlScalarNode { Style: ScalarStyle.Plain } plain when double.TryParse(plain.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _):
                return JsonNode.Parse(plain.Value!);
            default:
                return JsonValue.Create(((YamlScalarNode)node).Value);
        }
    }
}
