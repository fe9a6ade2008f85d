using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>Reads of a stack trace what <see cref="FailureTrace"/> says, and keeps nothing else: a trace may hold anything.</summary>
internal sealed class FailureTraceConverter : JsonConverter<FailureTrace>
{
    // No trace of Flink's is as long; a longer one tells its causes at an end that nobody needs to wait for.
    private const int LongestTrace = 1 << 20;

    /// <inheritdoc/>
    public override FailureTrace? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        var name = WrappedName.Find(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
        var trace = TextOf(ref reader);
        return name is null && trace.Length == 0 ? null : new FailureTrace(name, RootCause.Of(trace), RestoreRefusalReader.Read(trace));
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, FailureTrace value, JsonSerializerOptions options) => writer.WriteStringValue(value.RootCause);

    private static string TextOf(ref Utf8JsonReader reader)
    {
        var length = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        try
        {
            return length <= LongestTrace ? reader.GetString() ?? string.Empty : string.Empty;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is no text.
            return string.Empty;
        }
    }
}
