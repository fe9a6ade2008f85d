using System.Text.Json.Serialization;

namespace FlinkReady.FlinkClient.Recordings;

/// <summary>An entry of <c>index.json</c>.</summary>
internal sealed record RecordedExchange(
    [property: JsonPropertyName("method")] string? Method,
    [property: JsonRequired, JsonPropertyName("path")] string Path,
    [property: JsonRequired, JsonPropertyName("status")] int Status,
    [property: JsonPropertyName("contentType")] string? ContentType,
    [property: JsonRequired, JsonPropertyName("atMs")] long AtMs,
    [property: JsonPropertyName("elapsedMs")] double? ElapsedMs,
    [property: JsonPropertyName("bytes")] long? Bytes,
    [property: JsonPropertyName("file")] string? File,
    [property: JsonPropertyName("headers")] IReadOnlyDictionary<string, string>? Headers = null,
    [property: JsonPropertyName("reason")] string? Reason = null)
{
    // The range of DateTimeOffset, so that nothing later can overflow.
    private const long LatestMs = 253_402_300_799_999;

    [JsonIgnore]
    public DateTimeOffset SentAt => DateTimeOffset.FromUnixTimeMilliseconds(AtMs);

    [JsonIgnore]
    public TimeSpan Elapsed => ElapsedMs is >= 0 and < 86_400_000 ? TimeSpan.FromMilliseconds(ElapsedMs.Value) : TimeSpan.Zero;

    [JsonIgnore]
    public bool IsGet => Method is null or "GET";

    /// <summary>What is wrong with the entry, or null.</summary>
    public string? FindFault() =>
        Path.Length == 0 || Path[0] != '/' ? "a path does not begin with a slash"
        : AtMs is < 0 or > LatestMs ? "atMs is out of range"
        : Status is < 0 or > 999 ? "status is out of range"
        : Status > 0 && File is null ? "an answered entry names no file"
        : null;
}

/// <summary>Source-generated JSON of recordings.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, RespectNullableAnnotations = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<RecordedExchange>))]
[JsonSerializable(typeof(RecordedExchange))]
internal sealed partial class RecordingJson : JsonSerializerContext;
