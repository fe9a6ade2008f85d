using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>Reads moments by name (see <see cref="MomentConverter"/>); those that are none are left out.</summary>
internal sealed class MomentsConverter : JsonConverter<IReadOnlyDictionary<string, long>>
{
    public override IReadOnlyDictionary<string, long> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Moments.Read(ref reader);

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
