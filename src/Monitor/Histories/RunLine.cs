using System.Text.Json.Serialization;
using FlinkReady.Readiness.Runs;

namespace FlinkReady.Monitor.Histories;

/// <summary>A line of <c>runs.jsonl</c>.</summary>
/// <param name="Target">The name of the target.</param>
/// <param name="Run">What was seen of a run.</param>
internal sealed record RunLine(string Target, RunRecord Run);

/// <summary>Source-generated JSON of the history.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(RunLine))]
internal sealed partial class HistoryJson : JsonSerializerContext;
