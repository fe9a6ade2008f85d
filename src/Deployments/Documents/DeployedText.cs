using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FlinkReady.Deployments.Documents;

/// <summary>
/// The specs that the operator writes into a status are texts, each several times as long as everything else that is read of a resource. What is asked of them is
/// kept, with a digest of the whole, by which two of them are told apart.
/// </summary>
internal static class DeployedText
{
    /// <summary>A text with what is wanted of it; as it is where it is short, or can't be read.</summary>
    public static string Shorten(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        try
        {
            if (JsonDocumentReader.Read(utf8, WantedFields.All) is not { } root)
            {
                return text;
            }

            var spec = root.Map("spec") ?? root;
            using var buffer = new MemoryStream();
            using (var json = new Utf8JsonWriter(buffer))
            {
                json.WriteStartObject();
                json.WriteStartObject("spec");
                if (spec.Map("job") is not null)
                {
                    json.WriteStartObject("job");
                    Write(json, spec, "jarURI");
                    Write(json, spec, "state");
                    json.WriteEndObject();
                }

                json.WriteEndObject();
                json.WriteString("digest", Convert.ToHexStringLower(SHA256.HashData(utf8).AsSpan(0, 16)));
                json.WriteEndObject();
            }

            return buffer.Length < utf8.Length ? Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)) : text;
        }
        catch (JsonException)
        {
            return text;
        }
    }

    private static void Write(Utf8JsonWriter json, ObjectNode spec, string name)
    {
        if (spec.Text("job", name) is { } text)
        {
            json.WriteString(name, text);
        }
    }
}
