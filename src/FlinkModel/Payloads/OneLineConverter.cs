using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>Reads the first line of a message: one line that may be shown, secrets masked. Null where it is none.</summary>
internal sealed class OneLineConverter : JsonConverter<string>
{
    private const int Longest = 200;

    /// <inheritdoc/>
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    /// <summary>The line that the reader stands on.</summary>
    public static string? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        return OneLine.Of(reader.GetString(), Longest);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
