using System.Text.Json;

namespace FlinkReady.KubernetesApi.Reading;

/// <summary>How the server's JSON is read.</summary>
internal static class Json
{
    /// <summary>The longest resource, in bytes: etcd stores 1.5 MB, and a server may be told to take some more.</summary>
    public const int MaxResource = 8 * 1024 * 1024;

    /// <summary>Pod templates nest deeper than the library's own limit allows for.</summary>
    public static JsonReaderOptions Options { get; } = new() { MaxDepth = 512 };

    /// <summary>A text of at most this many characters at the reader's place; null where it is none.</summary>
    public static string? Text(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length <= 4096 ? reader.GetString() : null;
}
