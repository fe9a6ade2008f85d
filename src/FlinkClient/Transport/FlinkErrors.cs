using System.Text.Json;
using FlinkReady.FlinkClient.Secrets;
using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.FlinkClient.Transport;

/// <summary>Flink's error bodies: <c>{"errors":["Internal server error.","&lt;Exception on server side: …"]}</c>.</summary>
internal static class FlinkErrors
{
    private const int MaxLength = 300;

    // What is shown is far shorter; a stack trace of megabytes is not searched for patterns.
    private const int MaxSearched = 4096;

    /// <summary>
    /// The first line of the message that says most, or null where the body is not Flink's. The body may be cut off behind the
    /// messages: they carry whole stack traces.
    /// </summary>
    /// <param name="body">The body, from its beginning.</param>
    /// <param name="sent">What is masked in it, before it is cut.</param>
    public static string? FirstLine(ReadOnlySpan<byte> body, SentSecrets sent)
    {
        var messages = Messages(body);
        if (messages is null || messages.Count == 0)
        {
            return null;
        }

        // "Internal server error." says nothing; the exception behind it does.
        var telling = messages.Count > 1 && messages[0].StartsWith("Internal server error", StringComparison.Ordinal) ? messages[1] : messages[0];
        return ShowLine(sent.MaskStart(telling, MaxSearched));
    }

    /// <summary>One harmless line: no control characters, bounded, without the wrapping of an exception.</summary>
    internal static string ShowLine(string text)
    {
        text = text.Replace("<Exception on server side:\n", string.Empty, StringComparison.Ordinal).TrimStart();
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var line = end < 0 ? text.AsSpan() : text.AsSpan(0, end);
        foreach (var prefix in (ReadOnlySpan<string>)["org.apache.flink.runtime.rest.NotFoundException: ", "org.apache.flink.runtime.rest.handler.RestHandlerException: "])
        {
            if (line.StartsWith(prefix, StringComparison.Ordinal))
            {
                line = line[prefix.Length..];
            }
        }

        var cut = line.Length > MaxLength ? string.Concat(line[..MaxLength], "…") : line.ToString();
        return string.Concat(cut.Select(unit => char.IsControl(unit) ? ' ' : unit)).Trim();
    }

    private static List<string>? Messages(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, isFinalBlock: false, default);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject
                || !reader.Read() || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(ErrorBody.Field.Errors)
                || !reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            {
                return null;
            }

            var messages = new List<string>(2);
            while (messages.Count < 2 && reader.Read() && reader.TokenType == JsonTokenType.String)
            {
                messages.Add(reader.GetString()!);
            }

            return messages;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
