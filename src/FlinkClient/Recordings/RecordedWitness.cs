using System.Text.Json.Serialization;
using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.FlinkClient.Recordings;

/// <summary>A job's entry of <c>operators.json</c>: what Prometheus showed of one of its runs.</summary>
internal sealed record RecordedOperatorIds(
    [property: JsonPropertyName("startTime")] long? StartTimeMs,
    [property: JsonPropertyName("origin")] string? Origin,
    [property: JsonPropertyName("whole")] bool IsWhole,
    [property: JsonRequired, JsonPropertyName("operators")] IReadOnlyList<RecordedOperator> Operators)
{
    public static RecordedOperatorIds Of(OperatorIdSet set, long? startTimeMs) =>
        new(startTimeMs, set.Origin, set.IsWhole, [.. set.Operators.Select(RecordedOperator.Of)]);

    /// <summary>What it holds.</summary>
    /// <param name="file">What to call the Prometheus where the entry does not tell.</param>
    public OperatorIdSet ToSet(string file) => new()
    {
        Origin = Origin ?? file,
        IsWhole = IsWhole,
        Operators = [.. Operators.Select(one => one.ToOperator())],
    };
}

/// <summary>One of a job's entries of <c>metadata.json</c>: what was kept of a checkpoint's <c>_metadata</c>.</summary>
internal sealed record RecordedMetadata(
    [property: JsonRequired, JsonPropertyName("path")] string Path,
    [property: JsonRequired, JsonPropertyName("version")] int Version,
    [property: JsonRequired, JsonPropertyName("checkpointId")] long CheckpointId,
    [property: JsonPropertyName("fileBytes")] long? FileBytes,
    [property: JsonPropertyName("changelogInMemory")] bool? HasChangelogInMemory,
    [property: JsonRequired, JsonPropertyName("operators")] IReadOnlyList<RecordedOperator> Operators)
{
    public static RecordedMetadata Of(CheckpointMetadata file) => new(
        file.Path, file.Version, file.CheckpointId, file.FileBytes, file.HasChangelogInMemory ? true : null, [.. file.Operators.Select(RecordedOperator.Of)]);

    public CheckpointMetadata ToMetadata() => new()
    {
        Path = Path,
        Version = Version,
        CheckpointId = CheckpointId,
        FileBytes = FileBytes,
        HasChangelogInMemory = HasChangelogInMemory == true,
        Operators = [.. Operators.Select(one => one.ToOperator())],
    };
}

/// <summary>An operator in both of them.</summary>
internal sealed record RecordedOperator(
    [property: JsonRequired, JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("vertexId")] string? VertexId,
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("uid")] string? Uid,
    [property: JsonPropertyName("hasState")] bool? HasState,
    [property: JsonPropertyName("bytes")] long? StateBytes,
    [property: JsonPropertyName("coordinatorBytes")] long? CoordinatorBytes,
    [property: JsonPropertyName("parallelism")] int? Parallelism,
    [property: JsonPropertyName("maxParallelism")] int? MaxParallelism)
{
    public static RecordedOperator Of(WitnessedOperator one) => new(
        one.Id, one.VertexId, one.Name, one.Uid, one.HasState, one.StateBytes, one.CoordinatorBytes, one.Parallelism, one.MaxParallelism);

    public WitnessedOperator ToOperator() => new(Id)
    {
        VertexId = VertexId,
        Name = Name,
        Uid = Uid,
        HasState = HasState,
        StateBytes = StateBytes,
        CoordinatorBytes = CoordinatorBytes,
        Parallelism = Parallelism,
        MaxParallelism = MaxParallelism,
    };
}

/// <summary>Source-generated JSON of what is kept of witnesses.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, RespectNullableAnnotations = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SortedDictionary<string, RecordedOperatorIds>))]
[JsonSerializable(typeof(SortedDictionary<string, IReadOnlyList<RecordedMetadata>>))]
internal sealed partial class WitnessJson : JsonSerializerContext;
