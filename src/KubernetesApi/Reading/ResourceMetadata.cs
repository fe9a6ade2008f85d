using System.Text.Json;

namespace FlinkReady.KubernetesApi.Reading;

/// <summary>What the client itself needs of a resource, or of a list, wherever it stands in it.</summary>
/// <param name="Namespace">The namespace; empty for none.</param>
/// <param name="Name">The name.</param>
/// <param name="Version">The resource version; opaque.</param>
/// <param name="Continue">Of a list: what the next page is asked with; null on the last.</param>
internal sealed record ResourceMetadata(string Namespace, string? Name, string? Version, string? Continue)
{
    /// <summary>Reads the member <c>metadata</c> of an object.</summary>
    /// <exception cref="JsonException">The text is no object.</exception>
    public static ResourceMetadata OfObject(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, Json.Options);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("not an object");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isMetadata = reader.ValueTextEquals("metadata"u8);
            reader.Read();
            if (isMetadata && reader.TokenType == JsonTokenType.StartObject)
            {
                return Read(ref reader);
            }

            reader.Skip();
        }

        return new ResourceMetadata(string.Empty, null, null, null);
    }

    /// <summary>Reads it at the reader's place: the start of an object.</summary>
    public static ResourceMetadata Read(ref Utf8JsonReader reader)
    {
        var (space, name, version, next) = (string.Empty, (string?)null, (string?)null, (string?)null);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.ValueTextEquals("namespace"u8) ? 1 : reader.ValueTextEquals("name"u8) ? 2 : reader.ValueTextEquals("resourceVersion"u8) ? 3 : reader.ValueTextEquals("continue"u8) ? 4 : 0;
            reader.Read();
            switch (key)
            {
                case 1:
                    space = Json.Text(ref reader) ?? space;
                    break;
                case 2:
                    name = Json.Text(ref reader);
                    break;
                case 3:
                    version = Json.Text(ref reader);
                    break;
                case 4:
                    next = Json.Text(ref reader) is { Length: > 0 } token ? token : null;
                    break;
            }

            reader.Skip();
        }

        return new ResourceMetadata(space, name, version, next);
    }
}
