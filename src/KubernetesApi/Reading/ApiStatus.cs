using System.Text.Json;

namespace FlinkReady.KubernetesApi.Reading;

/// <summary>What an API server says of a request that it did not fulfil: a <c>Status</c>.</summary>
/// <param name="Code">The status; 0 where it names none.</param>
/// <param name="Message">One line; null where it says nothing.</param>
internal sealed record ApiStatus(int Code, string? Message)
{
    private const int MaxLength = 500;

    /// <summary>Reads one; null where the text is none, as where a proxy answers, or the server in plain text.</summary>
    public static ApiStatus? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, Json.Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            var (code, message) = (0, (string?)null);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("code"u8))
                {
                    reader.Read();
                    code = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) ? number : 0;
                }
                else if (reader.ValueTextEquals("message"u8))
                {
                    reader.Read();
                    message = reader.TokenType == JsonTokenType.String ? Line(reader.GetString()!) : null;
                }
                else
                {
                    reader.Read();
                }

                reader.Skip();
            }

            return new ApiStatus(code, message);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // It quotes names that others chose.
    private static string Line(string text) =>
        string.Concat(text.Select(static character => char.IsControl(character) ? ' ' : character).Take(MaxLength)).Trim();
}
