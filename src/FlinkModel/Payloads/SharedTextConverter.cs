using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>Reads text that repeats: see <see cref="SharedTexts"/>.</summary>
internal sealed class SharedTextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? SharedTexts.Read(ref reader) : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
