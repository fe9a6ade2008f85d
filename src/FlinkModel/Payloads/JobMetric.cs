using System.Text.Json.Serialization;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>One metric of <c>GET /jobs/:jobid/metrics?get=…</c> (Flink: <c>Metric</c>). Flink answers with an empty list until its own fetch of metrics is through.</summary>
public sealed record JobMetric(
    [property: JsonPropertyName(JobMetric.Field.Id)] string? Id,
    [property: JsonPropertyName(JobMetric.Field.Value), JsonConverter(typeof(LenientNumberConverter))] double? Value)
{
    /// <summary>The size of the last checkpoint's <c>_metadata</c>, bytes; -1 before the first (Flink: <c>CheckpointStatsTracker.LATEST_COMPLETED_CHECKPOINT_METADATA_SIZE</c>, 2.2 and later).</summary>
    public const string MetadataSize = "lastCheckpointMetadataSize";

    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            Id = "id",
            Value = "value";
    }
}

/// <summary><c>GET /jobs/:jobid/metrics</c>: a bare list, so that it has no record of its own.</summary>
public static class JobMetrics
{
    /// <summary>The source that reads it.</summary>
    public static SourceKey<IReadOnlyList<JobMetric>> Key { get; } = new("metrics", "/jobs/:jobid/metrics");

    /// <summary>What is asked of a job.</summary>
    /// <param name="jobId">32 hex digits.</param>
    public static string PathOf(string jobId) => $"{Key.PathOf(jobId)}?get={JobMetric.MetadataSize}";
}
