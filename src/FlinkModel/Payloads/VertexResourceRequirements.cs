using System.Text.Json.Serialization;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>One vertex of <c>GET /jobs/:jobid/resource-requirements</c> (1.18 and later, adaptive scheduler only).</summary>
public sealed record VertexResourceRequirements(
    [property: JsonPropertyName(VertexResourceRequirements.Field.Parallelism)] ParallelismBounds? Parallelism)
{
    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string Parallelism = "parallelism";
    }
}

/// <summary>The parallelism that was asked for: inclusive bounds.</summary>
public sealed record ParallelismBounds(
    [property: JsonPropertyName(ParallelismBounds.Field.LowerBound), JsonConverter(typeof(ParallelismConverter))] int? LowerBound,
    [property: JsonPropertyName(ParallelismBounds.Field.UpperBound), JsonConverter(typeof(ParallelismConverter))] int? UpperBound)
{
    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            LowerBound = "lowerBound",
            UpperBound = "upperBound";
    }
}
