using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>
/// Reads a whole number of a known range. What lies outside of it is no value: <c>-1</c>, which Flink writes for "there is none", and what only
/// a broken or hostile server writes. It becomes null, so that no age, sum or comparison is made of it.
/// </summary>
internal abstract class RangeConverter<T>(T least, T most) : JsonConverter<T?>
    where T : struct, IBinaryInteger<T>
{
    public override bool HandleNull => true;

    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.Number => reader.TryGetInt64(out var number) && number >= long.CreateChecked(least) && number <= long.CreateChecked(most) ? T.CreateChecked(number) : null,
        _ => throw new JsonException("not a number"),
    };

    public override void Write(Utf8JsonWriter writer, T? value, JsonSerializerOptions options)
    {
        if (value is { } number)
        {
            writer.WriteNumberValue(long.CreateChecked(number));
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}

/// <summary>Epoch milliseconds of a moment that the calendar has; 0 is one, for which Flink says "never".</summary>
internal sealed class MomentConverter() : RangeConverter<long>(0, Latest)
{
    /// <summary>The last millisecond of the year 9999, the end of <see cref="DateTimeOffset"/>.</summary>
    public const long Latest = 253_402_300_799_999;
}

/// <summary>Bytes, milliseconds or a count: up to 2^53, so that sums of any list that fits into a body stay in range.</summary>
internal sealed class AmountConverter() : RangeConverter<long>(0, Most)
{
    /// <summary>The largest amount.</summary>
    public const long Most = 1L << 53;
}

/// <summary>A duration that is never nothing and may be endless (<see cref="long.MaxValue"/>).</summary>
internal sealed class IntervalConverter() : RangeConverter<long>(1, long.MaxValue);

/// <summary>A parallelism: up to 32768, the most that Flink takes; <c>-1</c> where none is set or decided.</summary>
internal sealed class ParallelismConverter() : RangeConverter<int>(-1, Most)
{
    /// <summary>The largest parallelism.</summary>
    public const int Most = 1 << 15;
}
