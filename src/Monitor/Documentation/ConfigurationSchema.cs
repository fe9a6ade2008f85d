using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlinkReady.Monitor.Configuration.Keys;
using FlinkReady.Monitor.Configuration.Schema;

namespace FlinkReady.Monitor.Documentation;

/// <summary>
/// A JSON Schema of the configuration for editors, from the keys that the reader accepts. It knows names, kinds and ranges; what holds between
/// keys only the reader knows.
/// </summary>
internal static class ConfigurationSchema
{
    private const string RuleSettings = "#/$defs/rules";

    /// <summary>The schema's text.</summary>
    public static string Compose()
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
            json.WriteString("title", "The configuration of flinkready");
            WriteSection(json, TopKeys.Shape);
            json.WriteStartObject("$defs");
            json.WriteStartObject("rules");
            WriteSection(json, RuleKeys.Shape);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.ToArray()) + "\n";
    }

    private static void WriteSection(Utf8JsonWriter json, ISection section)
    {
        // A section without a value counts as empty.
        WriteTypes(json, "object", "null");
        json.WriteBoolean("additionalProperties", false);
        json.WriteStartObject("properties");
        foreach (var key in section.Keys)
        {
            json.WriteStartObject(key.Name);
            json.WriteString("description", key.Default is { } fallback ? $"{key.Description} Default: {fallback}." : key.Description);
            WriteShape(json, key.Shape);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteShape(Utf8JsonWriter json, Shape shape)
    {
        switch (shape)
        {
            case ISection when ReferenceEquals(shape, RuleKeys.Shape):
                json.WriteString("$ref", RuleSettings);
                break;
            case ISection section:
                WriteSection(json, section);
                break;
            case IListShape list:
                WriteTypes(json, "array", "null");
                json.WriteStartObject("items");
                WriteShape(json, list.Item);
                json.WriteEndObject();
                break;
            case IMapShape:
                WriteTypes(json, "object", "null");
                break;
            case IScalarShape scalar:
                WriteFormat(json, scalar.Format);
                break;
            default:
                throw new InvalidOperationException($"No schema for {shape.TypeName}.");
        }
    }

    private static void WriteFormat(Utf8JsonWriter json, ValueFormat format)
    {
        switch (format)
        {
            case ValueFormat.Flag:
                WriteTypes(json, "boolean");
                break;
            case ValueFormat.Word choice:
                json.WriteStartArray("enum");
                foreach (var word in choice.Words)
                {
                    json.WriteStringValue(word);
                }

                json.WriteEndArray();
                break;
            case ValueFormat.Number number:
                WriteTypes(json, number.IsWhole ? "integer" : "number");
                json.WriteNumber("minimum", number.Minimum);
                json.WriteNumber("maximum", number.Maximum);
                break;
            case ValueFormat.Pattern pattern:
                WriteTypes(json, "string");
                json.WriteString("pattern", pattern.Expression);
                break;
            default:
                // YAML reads 8081 as a number where the reader sees the text that stands there.
                WriteTypes(json, "string", "number", "boolean");
                break;
        }
    }

    private static void WriteTypes(Utf8JsonWriter json, params ReadOnlySpan<string> types)
    {
        if (types.Length == 1)
        {
            json.WriteString("type", types[0]);
            return;
        }

        json.WriteStartArray("type");
        foreach (var type in types)
        {
            json.WriteStringValue(type);
        }

        json.WriteEndArray();
    }
}
