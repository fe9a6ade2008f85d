using System.Numerics;
using System.Text.Json;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>
/// What hand-written readers of bodies are made of: each takes or refuses exactly what the converters of the source-generated ones do. The reader stands on the
/// value, and stands on its end afterwards.
/// </summary>
internal static class BodyReading
{
    /// <summary>Goes to the next property of an object and on to its value; false at the object's end. The name is read by <see cref="Utf8JsonReader.ValueTextEquals(ReadOnlySpan{byte})"/> before the value is.</summary>
    public static bool ReadName(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType != JsonTokenType.EndObject;

    /// <summary>True where the reader stands on the property of that name; it goes on to its value then.</summary>
    public static bool IsAt(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) => reader.ValueTextEquals(name) && reader.Read();

    /// <summary>False where there is null in the place of an object.</summary>
    /// <exception cref="JsonException">There is something else.</exception>
    public static bool IsObject(ref Utf8JsonReader reader) => Is(ref reader, JsonTokenType.StartObject);

    /// <summary>False where there is null in the place of a list.</summary>
    /// <exception cref="JsonException">There is something else.</exception>
    public static bool IsList(ref Utf8JsonReader reader) => Is(ref reader, JsonTokenType.StartArray);

    /// <summary>A shared text; see <see cref="SharedTextConverter"/>.</summary>
    public static string? Shared(ref Utf8JsonReader reader) => Is(ref reader, JsonTokenType.String) ? SharedTexts.Read(ref reader) : null;

    /// <summary>A text of its own.</summary>
    public static string? Text(ref Utf8JsonReader reader) => Is(ref reader, JsonTokenType.String) ? reader.GetString() : null;

    /// <summary>A whole number.</summary>
    /// <exception cref="JsonException">It is none, or too large.</exception>
    public static long? Long(ref Utf8JsonReader reader) =>
        !Is(ref reader, JsonTokenType.Number) ? null : reader.TryGetInt64(out var value) ? value : throw new JsonException();

    /// <summary>A whole number of 32 bits, null where there is null.</summary>
    /// <exception cref="JsonException">It is none, or too large.</exception>
    public static int? Int(ref Utf8JsonReader reader) =>
        !Is(ref reader, JsonTokenType.Number) ? null : reader.TryGetInt32(out var value) ? value : throw new JsonException();

    /// <summary>A flag.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static bool? Flag(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Null => null,
        _ => throw new JsonException(),
    };

    /// <summary>A whole number of a range, null outside of it; see <see cref="RangeConverter{T}"/>.</summary>
    /// <exception cref="JsonException">It is no number.</exception>
    public static T? InRange<T>(ref Utf8JsonReader reader, T least, T most)
        where T : struct, IBinaryInteger<T> =>
        Is(ref reader, JsonTokenType.Number) && reader.TryGetInt64(out var number) && number >= long.CreateChecked(least) && number <= long.CreateChecked(most)
            ? T.CreateChecked(number)
            : null;

    /// <summary>A moment; see <see cref="MomentConverter"/>.</summary>
    public static long? Moment(ref Utf8JsonReader reader) => InRange(ref reader, 0L, MomentConverter.Latest);

    /// <summary>An amount; see <see cref="AmountConverter"/>.</summary>
    public static long? Amount(ref Utf8JsonReader reader) => InRange(ref reader, 0L, AmountConverter.Most);

    /// <summary>A parallelism; see <see cref="ParallelismConverter"/>.</summary>
    public static int? Parallelism(ref Utf8JsonReader reader) => InRange(ref reader, -1, ParallelismConverter.Most);

    /// <summary>Each entry of a list, null ones included.</summary>
    public static BoundedList<T>? List<T>(ref Utf8JsonReader reader, ReadEntry<T> read)
        where T : class
    {
        if (!IsList(ref reader))
        {
            return null;
        }

        var list = new BoundedList<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            list.Add(read(ref reader)!);
        }

        return list;
    }

    private static bool Is(ref Utf8JsonReader reader, JsonTokenType type) =>
        reader.TokenType == type || (reader.TokenType == JsonTokenType.Null ? false : throw new JsonException());
}

/// <summary>Reads one entry; null where there is null.</summary>
internal delegate T? ReadEntry<T>(ref Utf8JsonReader reader)
    where T : class;
