using System.Text.Json;

namespace FlinkReady.Reliability.Tests.Support;

/// <summary>Flink's own description of its messages, for the shape of a body.</summary>
public sealed class RestSchema
{
    private readonly JsonElement _calls;
    private readonly Dictionary<string, JsonElement> _definitions = new(StringComparer.Ordinal);

    private RestSchema(JsonElement calls) => _calls = calls;

    /// <summary>The description of a minor version, e.g. <c>1.20</c>.</summary>
    public static RestSchema Of(string version)
    {
        var minor = string.Join('.', version.Split('.')[..2]);
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedMaterial.PathOf("flink-rest-schema", $"{minor}.json")!));
        return new RestSchema(document.RootElement.GetProperty("calls").Clone());
    }

    /// <summary>Where the body of a GET differs from the description; empty where it does not.</summary>
    public IReadOnlyList<string> Differences(string template, JsonElement body)
    {
        var call = _calls.EnumerateArray().Single(c => c.GetProperty("url").GetString() == template && c.GetProperty("method").GetString() == "GET");
        var differences = new List<string>();
        var response = call.GetProperty("response");

        // Flink writes the map of resource requirements without the field around it that its description shows.
        var isWrapped = template.EndsWith("/resource-requirements", StringComparison.Ordinal) && response.TryGetProperty("properties", out _);
        Compare(isWrapped ? response.GetProperty("properties").EnumerateObject().Single().Value : response, body, "$", differences);
        return differences;
    }

    private void Compare(JsonElement schema, JsonElement value, string path, List<string> differences)
    {
        if (schema.TryGetProperty("id", out var id))
        {
            _definitions[id.GetString()!] = schema;
        }
        else if (schema.TryGetProperty("$ref", out var reference))
        {
            schema = _definitions[reference.GetString()!];
        }

        var type = schema.GetProperty("type").GetString();
        if (value.ValueKind == JsonValueKind.Null || type == "any")
        {
            return;
        }

        if (!Fits(type!, value))
        {
            differences.Add($"{path} is {value.ValueKind}, not {type}");
            return;
        }

        if (type == "array")
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                Compare(schema.GetProperty("items"), item, $"{path}[{index++}]", differences);
            }
        }
        else if (type == "object")
        {
            var isAnything = !schema.TryGetProperty("properties", out var described) || !described.EnumerateObject().Any();
            foreach (var property in value.EnumerateObject())
            {
                if (!isAnything && described.TryGetProperty(property.Name, out var known))
                {
                    Compare(known, property.Value, $"{path}.{property.Name}", differences);
                }
                else if (schema.TryGetProperty("additionalProperties", out var any))
                {
                    Compare(any, property.Value, $"{path}.{property.Name}", differences);
                }
                else if (!value.TryGetProperty("className", out _) && !isAnything)
                {
                    // A checkpoint's class, and the fields that depend on it, are the one thing the description leaves out.
                    differences.Add($"{path}.{property.Name} is not described");
                }
            }
        }
    }

    private static bool Fits(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),

        // Percentiles of nothing are the text "NaN".
        "number" => value.ValueKind == JsonValueKind.Number || value.ValueEquals("NaN"),
        _ => throw new ArgumentException($"unknown type {type}", nameof(type)),
    };
}
