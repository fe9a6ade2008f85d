namespace FlinkReady.FlinkModel.Payloads;

/// <summary>One operator as a witness shows it. A member is null where this witness, or this version of Flink, doesn't tell.</summary>
/// <param name="Id">32 hex digits, lower case, as REST prints ids: the generated id, also where <c>setUidHash</c> was used.</param>
public sealed record WitnessedOperator(string Id)
{
    /// <summary>The vertex that it belongs to, 32 hex digits.</summary>
    public string? VertexId { get; init; }

    /// <summary>Its name; as Prometheus has it, cut and with odd characters replaced.</summary>
    public string? Name { get; init; }

    /// <summary>The text of its uid; empty where the witness shows that it has none.</summary>
    public string? Uid { get; init; }

    /// <summary>Whether it kept any state, its coordinator's included.</summary>
    public bool? HasState { get; init; }

    /// <summary>Bytes of its state, its coordinator's included; files that several checkpoints share are counted whole.</summary>
    public long? StateBytes { get; init; }

    /// <summary>Bytes of its coordinator's state, which lies inside the checkpoint's metadata; 0 where it has none.</summary>
    public long? CoordinatorBytes { get; init; }

    /// <summary>Of its vertex, from 1 to 32768.</summary>
    public int? Parallelism { get; init; }

    /// <summary>The effective one of its vertex, from 1 to 32768: what the next restore is held to.</summary>
    public int? MaxParallelism { get; init; }

    /// <summary>Its fields as recordings, reports and evidence name them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            Id = "id",
            VertexId = "vertexId",
            Name = "name",
            Uid = "uid",
            HasState = "hasState",
            StateBytes = "bytes",
            CoordinatorBytes = "coordinatorBytes",
            Parallelism = "parallelism",
            MaxParallelism = "maxParallelism";
    }
}
