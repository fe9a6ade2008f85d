using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlinkReady.Fleet.Answers;

/// <summary>An HTTP answer of a JobManager; the content type is always Flink's JSON.</summary>
public sealed record Answer(int Status, byte[] Body)
{
    /// <summary>The content type of every answer of Flink's REST API.</summary>
    public const string ContentType = "application/json; charset=UTF-8";

    // Flink escapes no more than JSON asks for: "<br/>" stands as it is.
    private static readonly JsonSerializerOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static Answer Ok(JsonNode body) => Of(200, body);

    internal static Answer Of(int status, JsonNode body) => new(status, JsonSerializer.SerializeToUtf8Bytes(body, Writing));
}
