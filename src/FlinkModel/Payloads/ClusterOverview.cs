using System.Text.Json.Serialization;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary><c>GET /overview</c> (Flink: <c>ClusterOverviewWithVersion</c>).</summary>
public sealed record ClusterOverview(
    [property: JsonPropertyName(ClusterOverview.Field.FlinkVersion), JsonConverter(typeof(SharedTextConverter))] string? FlinkVersion,
    [property: JsonPropertyName(ClusterOverview.Field.TaskManagers)] int? TaskManagers,
    [property: JsonPropertyName(ClusterOverview.Field.SlotsTotal)] int? SlotsTotal,
    [property: JsonPropertyName(ClusterOverview.Field.SlotsAvailable)] int? SlotsAvailable,
    [property: JsonPropertyName(ClusterOverview.Field.JobsRunning)] int? JobsRunning)
{
    /// <summary>The source that reads it.</summary>
    public static SourceKey<ClusterOverview> Key { get; } = new("overview", "/overview");

    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            FlinkVersion = "flink-version",
            TaskManagers = "taskmanagers",
            SlotsTotal = "slots-total",
            SlotsAvailable = "slots-available",
            JobsRunning = "jobs-running";
    }
}
