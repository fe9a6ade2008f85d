using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>Reads a number that Flink may also write as text (<c>"NaN"</c>); what is not a finite number becomes null.</summary>
internal sealed class LenientNumberConverter : JsonConverter<double?>
{
    public override bool HandleNull => true;

    public override double? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    /// <summary>The number that the reader stands on.</summary>
    public static double? Read(ref Utf8JsonReader reader)
    {
        double? value = reader.TokenType switch
        {
            JsonTokenType.Number when reader.TryGetDouble(out var number) => number,
            JsonTokenType.String when double.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            _ => null,
        };

        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            reader.Skip();
        }

        return value is { } finite && double.IsFinite(finite) ? finite : null;
    }

    public override void Write(Utf8JsonWriter writer, double? value, JsonSerializerOptions options)
    {
        if (value is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
