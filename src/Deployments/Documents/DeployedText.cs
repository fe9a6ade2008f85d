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
    /// <summary>What is kept of the job.</summary>
    internal static readonly string[] OfJob = [Jar, State];

    /// <summary>The job's jar.</summary>
    internal const string Jar = "jarURI";

    /// <summary>Whether it is to run.</summary>
    internal const string State = "state";

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 512 };

    /// <summary>A text with what is wanted of it; as it is where it is short, or can't be read.</summary>
    public static string Shorten(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return text;
            }

            // Older operators write the spec itself.
            var spec = Find(document.RootElement, "spec") ?? document.RootElement;
            using var buffer = new MemoryStream();
            using (var json = new Utf8JsonWriter(buffer))
            {
                json.WriteStartObject();
                json.WriteStartObject("spec");
                if (Find(spec, "job") is { } job)
                {
                    json.WriteStartObject("job");
                    foreach (var name in OfJob)
                    {
                        Write(json, job, name);
                    }

                    json.WriteEndObject();
                }

                json.WriteEndObject();
                json.WriteString("digest", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)));
                json.WriteEndObject();
            }

            return buffer.Length < text.Length ? Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)) : text;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            // Of one that is no JSON, or has half a surrogate pair, nothing is known.
            return text;
        }
    }

    private static JsonElement? Find(JsonElement of, string name) => of.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.Object ? found : null;

    private static void Write(Utf8JsonWriter json, JsonElement job, string name)
    {
        if (job.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
        {
            json.WriteString(name, value.GetString());
        }
    }
}
