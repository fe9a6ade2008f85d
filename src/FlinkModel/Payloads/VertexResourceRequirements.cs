using System.Text.Json.Serialization;
using FlinkReady.FlinkModel.Sources;

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

/// <summary><c>GET /jobs/:jobid/resource-requirements</c>: a bare map, so that it has no record of its own.</summary>
public static class ResourceRequirements
{
    /// <summary>The source that reads it.</summary>
    public static SourceKey<IReadOnlyDictionary<string, VertexResourceRequirements>> Key { get; } = new("resourceRequirements", "/jobs/:jobid/resource-requirements");
}
