using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>
/// Reads text that repeats (ids, states, keys, names) and hands out one string for equal texts, so that a thousand jobs don't
/// keep the same words a thousand times. The table is bounded: what does not fit in replaces something else.
/// </summary>
internal sealed class SharedTextConverter : JsonConverter<string>
{
    private const int MaxLength = 64;

    // Racing writers only cost a duplicate: an entry is a whole string or null.
    private static readonly string?[] Table = new string?[8192];

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException();
        }

        if (reader.HasValueSequence || reader.ValueIsEscaped || reader.ValueSpan.Length > MaxLength)
        {
            var text = reader.GetString();
            return text is { Length: > LongText.MostBytes } ? text[..LongText.MostBytes] : text;
        }

        ref var entry = ref Table[Hash(reader.ValueSpan) & (Table.Length - 1)];
        var known = entry;
        return known is not null && Ascii.Equals(reader.ValueSpan, known) ? known : entry = reader.GetString();
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    private static int Hash(ReadOnlySpan<byte> text)
    {
        var hash = 2166136261;
        foreach (var unit in text)
        {
            hash = (hash ^ unit) * 16777619;
        }

        return (int)(hash ^ (hash >> 15));
    }
}
