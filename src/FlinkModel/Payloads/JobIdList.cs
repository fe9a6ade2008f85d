using System.Text.Json.Serialization;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary><c>GET /jobs</c> (Flink: <c>JobIdsWithStatusOverview</c>): every job the JobManager knows.</summary>
public sealed record JobIdList(
    [property: JsonPropertyName(JobIdList.Field.Jobs)] BoundedList<JobIdWithStatus>? Jobs)
{
    /// <summary>The source that reads it.</summary>
    public static SourceKey<JobIdList> Key { get; } = new("jobs", "/jobs");

    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string Jobs = "jobs";
    }
}

/// <summary>A job's id and state.</summary>
public sealed record JobIdWithStatus(
    [property: JsonRequired, JsonPropertyName(JobIdWithStatus.Field.Id), JsonConverter(typeof(SharedTextConverter))] string Id,
    [property: JsonPropertyName(JobIdWithStatus.Field.Status), JsonConverter(typeof(SharedTextConverter))] string? Status)
{
    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            Id = "id",
            Status = "status";
    }
}
