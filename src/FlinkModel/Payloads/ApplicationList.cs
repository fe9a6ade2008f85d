using System.Text.Json.Serialization;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary><c>GET /applications/overview</c>, 2.3 and later (Flink: <c>MultipleApplicationsDetails</c>): what submitted the jobs, those that never came to a job too.</summary>
public sealed record ApplicationList(
    [property: JsonPropertyName(ApplicationList.Field.Applications)] IReadOnlyList<ApplicationOverview>? Applications)
{
    // Flink wraps a job that a client submits by itself (SingleJobApplication).
    private const string SingleJob = "SingleJobApplication(";

    /// <summary>The source that reads it.</summary>
    public static SourceKey<ApplicationList> Key { get; } = new("applications", "/applications/overview");

    /// <summary>True for the application that Flink puts around one job of a session cluster: the job tells all there is to tell.</summary>
    public static bool IsOfSingleJob(string name) => name.StartsWith(SingleJob, StringComparison.Ordinal) && name.EndsWith(')');

    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string Applications = "applications";
    }
}

/// <summary>One application (Flink: <c>ApplicationDetails</c>). Times in epoch milliseconds.</summary>
public sealed record ApplicationOverview(
    [property: JsonRequired, JsonPropertyName(ApplicationOverview.Field.Id), JsonConverter(typeof(SharedTextConverter))] string Id,
    [property: JsonRequired, JsonPropertyName(ApplicationOverview.Field.Name), JsonConverter(typeof(SharedTextConverter))] string Name,
    [property: JsonPropertyName(ApplicationOverview.Field.Status), JsonConverter(typeof(SharedTextConverter))] string? Status,
    [property: JsonPropertyName(ApplicationOverview.Field.StartTimeMs), JsonConverter(typeof(MomentConverter))] long? StartTimeMs,
    [property: JsonPropertyName(ApplicationOverview.Field.EndTimeMs), JsonConverter(typeof(MomentConverter))] long? EndTimeMs,
    [property: JsonPropertyName(ApplicationOverview.Field.Jobs)] IReadOnlyDictionary<string, int>? Jobs)
{
    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            Id = "id",
            Name = "name",
            Status = "status",
            StartTimeMs = "start-time",
            EndTimeMs = "end-time",
            Jobs = "jobs";
    }
}
