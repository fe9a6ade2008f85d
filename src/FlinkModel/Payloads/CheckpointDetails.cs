using System.Text.Json.Serialization;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary><c>GET /jobs/:jobid/checkpoints/details/:id</c>, of which only the size per vertex is read.</summary>
public sealed record CheckpointDetails(
    [property: JsonPropertyName(CheckpointDetails.Field.Id)] long? Id,
    [property: JsonPropertyName(CheckpointDetails.Field.Vertices)] IReadOnlyDictionary<string, VertexCheckpoint>? Vertices)
{
    /// <summary>The source that reads it.</summary>
    public static SourceKey<CheckpointDetails> Key { get; } = new("checkpointDetails", "/jobs/:jobid/checkpoints/details/:checkpointid");

    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            Id = "id",
            Vertices = "tasks";
    }
}

/// <summary>The state of one vertex in a checkpoint, in bytes; its own state is <c>StateSize − PersistedData</c>.</summary>
public sealed record VertexCheckpoint(
    [property: JsonPropertyName(VertexCheckpoint.Field.StateSize), JsonConverter(typeof(AmountConverter))] long? StateSize,
    [property: JsonPropertyName(VertexCheckpoint.Field.PersistedData), JsonConverter(typeof(AmountConverter))] long? PersistedData)
{
    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            StateSize = "state_size",
            PersistedData = "persisted_data";
    }
}
