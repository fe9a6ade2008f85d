using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>Reads moments by name (see <see cref="MomentConverter"/>); those that are none are left out.</summary>
internal sealed class MomentsConverter : JsonConverter<IReadOnlyDictionary<string, long>>
{
    public override IReadOnlyDictionary<string, long> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("not an object");
        }

        var moments = new Dictionary<string, long>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (reader.TokenType is not (JsonTokenType.Number or JsonTokenType.Null))
            {
                throw new JsonException("not a number");
            }

            if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var moment) && moment is >= 0 and <= MomentConverter.Latest)
            {
                moments[name] = moment;
            }
        }

        return moments;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, long> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, moment) in value)
        {
            writer.WriteNumber(name, moment);
        }

        writer.WriteEndObject();
    }
}
