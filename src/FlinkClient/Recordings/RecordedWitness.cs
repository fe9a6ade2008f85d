using System.Text.Json.Serialization;
using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.FlinkClient.Recordings;

/// <summary>A job's entry of <c>operators.json</c>: what Prometheus showed of one of its runs.</summary>
internal sealed record RecordedOperatorIds(
    [property: JsonPropertyName("startTime")] long? StartTimeMs,
    [property: JsonPropertyName(OperatorIdSet.Field.Origin)] string? Origin,
    [property: JsonPropertyName(OperatorIdSet.Field.IsWhole)] bool IsWhole,
    [property: JsonRequired, JsonPropertyName(OperatorIdSet.Field.Operators)] IReadOnlyList<RecordedOperator> Operators)
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

/// <summary>
/// One of a job's entries of <c>metadata.json</c>: what was kept of a checkpoint's <c>_metadata</c>. Of one that was too large to be read that is its size alone.
/// </summary>
internal sealed record RecordedMetadata(
    [property: JsonRequired, JsonPropertyName(CheckpointMetadata.Field.Path)] string Path,
    [property: JsonPropertyName(CheckpointMetadata.Field.Version)] int? Version,
    [property: JsonPropertyName(CheckpointMetadata.Field.CheckpointId)] long? CheckpointId,
    [property: JsonPropertyName(CheckpointMetadata.Field.FileBytes)] long? FileBytes,
    [property: JsonPropertyName(CheckpointMetadata.Field.HasChangelogInMemory)] bool? HasChangelogInMemory,
    [property: JsonPropertyName(CheckpointMetadata.Field.Operators)] IReadOnlyList<RecordedOperator>? Operators)
{
    public static RecordedMetadata Of(CheckpointMetadata file) => new(
        file.Path, file.Version, file.CheckpointId, file.FileBytes, file.HasChangelogInMemory ? true : null, [.. file.Operators.Select(RecordedOperator.Of)]);

    public static RecordedMetadata Of(RefusedMetadata file) => new(file.Path, null, null, file.FileBytes, null, null);

    /// <summary>The file that was too large to be read; null where this is one that was read.</summary>
    public RefusedMetadata? ToRefused() => this is { Version: null, CheckpointId: null, Operators: null, FileBytes: { } bytes } ? new RefusedMetadata(Path, bytes) : null;

    /// <summary>True where it is one of the two: a file with its operators, or the size of one that was not read.</summary>
    [JsonIgnore]
    public bool IsWhole => this is { Version: not null, CheckpointId: not null, Operators: not null } || ToRefused() is not null;

    public CheckpointMetadata ToMetadata() => new()
    {
        Path = Path,
        Version = Version ?? 0,
        CheckpointId = CheckpointId ?? 0,
        FileBytes = FileBytes,
        HasChangelogInMemory = HasChangelogInMemory == true,
        Operators = [.. (Operators ?? []).Select(one => one.ToOperator())],
    };
}

/// <summary>An operator in both of them.</summary>
internal sealed record RecordedOperator(
    [property: JsonRequired, JsonPropertyName(WitnessedOperator.Field.Id)] string Id,
    [property: JsonPropertyName(WitnessedOperator.Field.VertexId)] string? VertexId,
    [property: JsonPropertyName(WitnessedOperator.Field.Name)] string? Name,
    [property: JsonPropertyName(WitnessedOperator.Field.Uid)] string? Uid,
    [property: JsonPropertyName(WitnessedOperator.Field.HasState)] bool? HasState,
    [property: JsonPropertyName(WitnessedOperator.Field.StateBytes)] long? StateBytes,
    [property: JsonPropertyName(WitnessedOperator.Field.CoordinatorBytes)] long? CoordinatorBytes,
    [property: JsonPropertyName(WitnessedOperator.Field.Parallelism)] int? Parallelism,
    [property: JsonPropertyName(WitnessedOperator.Field.MaxParallelism)] int? MaxParallelism)
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
