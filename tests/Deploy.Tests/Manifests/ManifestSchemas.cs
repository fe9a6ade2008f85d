using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace FlinkReady.Deploy.Tests.Manifests;

/// <summary>
/// Checks manifests against Kubernetes' OpenAPI description and the published custom resource definitions, strictly:
/// a field that a schema doesn't know is an error, where an API server would drop it.
/// </summary>
public static class ManifestSchemas
{
    private static readonly ConcurrentDictionary<(string ApiVersion, string Kind), JsonSchema> Schemas = new();

    /// <summary>What is wrong with a manifest, each with its place; the schemas are shared test material.</summary>
    public static IReadOnlyList<string> Check(JsonObject manifest)
    {
        var schema = Schemas.GetOrAdd((manifest.Text("apiVersion")!, manifest.Kind()), key => Find(key.ApiVersion, key.Kind));
        var instance = JsonSerializer.SerializeToElement(manifest);
        var result = schema.Evaluate(instance, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return result.IsValid
            ? []
            : [.. (result.Details ?? []).Where(detail => detail.Errors is not null)
                .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}"))];
    }

    private static JsonSchema Find(string apiVersion, string kind) =>
        FromOpenApi(apiVersion, kind) ?? FromDefinition(apiVersion, kind)
        ?? throw new InvalidOperationException($"no schema of {apiVersion} {kind}");

    private static JsonSchema? FromOpenApi(string apiVersion, string kind)
    {
        var name = (apiVersion.Contains('/') ? "apis__" : "api__") + apiVersion.Replace("/", "__") + "_openapi.json";
        if (SharedMaterial.PathOf("kubernetes", "openapi-1.34", name) is not { } path)
        {
            return null;
        }

        var text = File.ReadAllText(path).Replace("#/components/schemas/", "#/$defs/");
        var definitions = JsonNode.Parse(text).At("components.schemas")!.AsObject();
        var root = definitions.Single(pair => pair.Value!["x-kubernetes-group-version-kind"] is JsonArray kinds
            && kinds.Any(entry => entry.Text("kind") == kind && GroupVersion(entry) == apiVersion)).Key;
        definitions.Parent!.AsObject().Remove("schemas");
        return Build(new JsonObject { ["$ref"] = $"#/$defs/{root}", ["$defs"] = definitions });
    }

    private static JsonSchema? FromDefinition(string apiVersion, string kind)
    {
        foreach (var file in Directory.GetFiles(SharedMaterial.PathOf("kubernetes", "crds")!, "*.yaml"))
        {
            var definition = YamlText.Read(File.ReadAllText(file));
            if (definition.Text("spec.names.kind") != kind)
            {
                continue;
            }

            var version = definition.At("spec.versions")!.AsArray()
                .Single(entry => $"{definition.Text("spec.group")}/{entry.Text("name")}" == apiVersion);
            var schema = version.At("schema.openAPIV3Schema")!.DeepClone().AsObject();

            // Every object has these, whether its definition says so or not.
            foreach (var (field, type) in new[] { ("apiVersion", "string"), ("kind", "string"), ("metadata", "object") })
            {
                schema["properties"]!.AsObject().TryAdd(field, new JsonObject { ["type"] = type });
            }

            return Build(schema);
        }

        return null;
    }

    private static string GroupVersion(JsonNode? entry) =>
        entry.Text("group") is { Length: > 0 } group ? $"{group}/{entry.Text("version")}" : entry.Text("version")!;

    private static JsonSchema Build(JsonObject schema)
    {
        Close(schema);
        return JsonSchema.FromText(schema.ToJsonString());
    }

    /// <summary>Forbids what a schema doesn't name, at every depth; takes away the keywords that only OpenAPI knows.</summary>
    private static void Close(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
            {
                Close(item);
            }
        }

        if (node is not JsonObject schema)
        {
            return;
        }

        var open = schema["x-kubernetes-preserve-unknown-fields"]?.GetValue<bool>() == true;
        foreach (var (key, value) in schema.ToList())
        {
            if (key.StartsWith("x-kubernetes-", StringComparison.Ordinal) || (key is "default" or "description" or "nullable" && value is not JsonObject { Count: > 0 }))
            {
                schema.Remove(key);
            }
            else
            {
                Close(value);
            }
        }

        if (schema["properties"] is JsonObject && !IsMapOfProperties(schema) && !open)
        {
            schema.TryAdd("additionalProperties", false);
        }
    }

    // A field may itself be called "properties" (as in a JSON schema's schema): then this is a map of fields.
    private static bool IsMapOfProperties(JsonObject schema) => schema.Parent is JsonObject parent && ReferenceEquals(parent["properties"], schema);
}
