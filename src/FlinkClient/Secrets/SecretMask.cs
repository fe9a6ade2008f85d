using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlinkReady.FlinkModel.Secrets;

namespace FlinkReady.FlinkClient.Secrets;

/// <summary>Takes the secrets out of a body before it is written down. Bodies without any are passed on byte for byte.</summary>
internal static class SecretMask
{
    private static readonly JsonWriterOptions AsFlinkWrites = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body with its secrets masked; the same array where there are none.</summary>
    /// <param name="body">JSON, or any text where it is none.</param>
    /// <param name="sent">The target's own secrets.</param>
    public static byte[] Apply(byte[] body, SentSecrets sent)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var buffer = new ArrayBufferWriter<byte>(body.Length + 64);
            var walk = new Walk(sent);
            using (var writer = new Utf8JsonWriter(buffer, AsFlinkWrites))
            {
                walk.Write(document.RootElement, writer, isSecret: false);
            }

            return walk.HasMasked ? buffer.WrittenSpan.ToArray() : body;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            var text = Encoding.UTF8.GetString(body);
            var result = sent.Mask(text);
            return text == result ? body : Encoding.UTF8.GetBytes(result);
        }
    }

    private sealed class Walk(SentSecrets sent)
    {
        public bool HasMasked { get; private set; }

        public void Write(JsonElement element, Utf8JsonWriter writer, bool isSecret)
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Object:
                    WriteObject(element, writer, isSecret);
                    break;
                case JsonValueKind.Array:
                    writer.WriteStartArray();
                    foreach (var item in element.EnumerateArray())
                    {
                        Write(item, writer, isSecret);
                    }

                    writer.WriteEndArray();
                    break;
                case JsonValueKind.String:
                    var text = element.GetString()!;
                    var shown = isSecret ? SecretText.Masked : sent.Mask(text);
                    HasMasked |= shown != text;
                    writer.WriteStringValue(shown);
                    break;
                case JsonValueKind.Number when isSecret || IsSent(element):
                    // As text: no reader takes it for another number.
                    HasMasked = true;
                    writer.WriteStringValue(SecretText.Masked);
                    break;
                default:
                    element.WriteTo(writer);
                    break;
            }
        }

        // Shorter ones could be a count, a size or a time.
        private bool IsSent(JsonElement number)
        {
            var digits = JsonMarshal.GetRawUtf8Value(number);
            return digits.Length >= SentSecrets.UnmistakableLength && Encoding.ASCII.GetString(digits) is var text && sent.MaskName(text) != text;
        }

        private void WriteObject(JsonElement element, Utf8JsonWriter writer, bool isSecret)
        {
            // {"key": …, "value": …}: the shape of /jobmanager/config.
            var key = element.TryGetProperty("key", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
            writer.WriteStartObject();
            foreach (var property in element.EnumerateObject())
            {
                var shown = sent.MaskName(property.Name);
                HasMasked |= shown != property.Name;
                writer.WritePropertyName(shown);
                if (key is not null && !isSecret && property.NameEquals("key"))
                {
                    // The name of an option, although it is a value here: were it masked, the recording would be judged otherwise.
                    var option = sent.MaskName(key);
                    HasMasked |= option != key;
                    writer.WriteStringValue(option);
                    continue;
                }

                var isSecretHere = isSecret
                    || (key is not null && property.NameEquals("value") && SecretText.IsSecretName(key))
                    || SecretText.IsSecretName(property.Name);
                Write(property.Value, writer, isSecretHere);
            }

            writer.WriteEndObject();
        }
    }
}
