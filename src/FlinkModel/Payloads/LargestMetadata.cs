using System.Text.Json.Serialization;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>One metric over all jobs of <c>GET /jobs/metrics?get=…&amp;agg=max</c> (Flink: <c>AggregatedMetric</c>).</summary>
public sealed record AggregatedMetric(
    [property: JsonPropertyName(AggregatedMetric.Field.Id)] string? Id,
    [property: JsonPropertyName(AggregatedMetric.Field.Maximum), JsonConverter(typeof(LenientNumberConverter))] double? Maximum)
{
    /// <summary>The answer. It is kept as a <see cref="LargestMetadata"/>.</summary>
    public static SourceKey<IReadOnlyList<AggregatedMetric>> Key { get; } = new("jobMetrics", "/jobs/metrics");

    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            Id = "id",
            Maximum = "max";
    }
}

/// <summary>The size of the largest <c>_metadata</c> among the last checkpoints of a cluster's jobs, Flink 2.2 and later.</summary>
/// <param name="Bytes">Bytes; null where no job has completed a checkpoint, or Flink has not fetched its metrics yet.</param>
/// <param name="IsToRepeat">True where Flink had nothing yet: a question after a pause only starts its fetch.</param>
public sealed record LargestMetadata(long? Bytes, bool IsToRepeat)
{
    /// <summary>From this size on each job is asked for its own: the limit of the rule unless somebody sets another.</summary>
    public const long AskEachJobAbove = 32L << 20;

    /// <summary>The source that reads it.</summary>
    public static SourceKey<LargestMetadata> Key { get; } = new("largestMetadata", AggregatedMetric.Key.Template);

    /// <summary>What is asked.</summary>
    public static string Path => $"{AggregatedMetric.Key.Template}?get={JobMetric.MetadataSize}&agg=max";

    /// <summary>What an answer says: Flink shows -1 where there was no checkpoint.</summary>
    /// <param name="metrics">The answer.</param>
    /// <param name="isRepeated">True where it is the second one.</param>
    public static LargestMetadata Of(IReadOnlyList<AggregatedMetric> metrics, bool isRepeated)
    {
        var largest = metrics.FirstOrDefault(static metric => metric.Id == JobMetric.MetadataSize)?.Maximum;
        return new LargestMetadata(largest is >= 0 and < long.MaxValue ? (long)largest : null, metrics.Count == 0 && !isRepeated);
    }

    /// <summary>Its fields as evidence names them.</summary>
    public static class Field
    {
        /// <summary>Where the answer has it.</summary>
        public const string Bytes = $"[{AggregatedMetric.Field.Id}={JobMetric.MetadataSize}].{AggregatedMetric.Field.Maximum}";
    }
}
