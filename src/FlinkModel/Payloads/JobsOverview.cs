using System.Text.Json.Serialization;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary><c>GET /jobs/overview</c> (Flink: <c>MultipleJobsDetails</c>). Leaves out jobs whose JobMaster does not answer.</summary>
public sealed record JobsOverview(
    [property: JsonPropertyName(JobsOverview.Field.Jobs)] BoundedList<JobOverview>? Jobs)
{
    /// <summary>The source that reads it.</summary>
    public static SourceKey<JobsOverview> Key { get; } = new("jobsOverview", "/jobs/overview");

    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string Jobs = "jobs";
    }
}

/// <summary>One job of <c>/jobs/overview</c> (Flink: <c>JobDetails</c>). Times in epoch milliseconds.</summary>
public sealed record JobOverview(
    [property: JsonRequired, JsonPropertyName(JobOverview.Field.Id), JsonConverter(typeof(SharedTextConverter))] string Id,
    [property: JsonRequired, JsonPropertyName(JobOverview.Field.Name), JsonConverter(typeof(SharedTextConverter))] string Name,
    [property: JsonPropertyName(JobOverview.Field.State), JsonConverter(typeof(SharedTextConverter))] string? State,
    [property: JsonPropertyName(JobOverview.Field.StartTimeMs), JsonConverter(typeof(MomentConverter))] long? StartTimeMs,
    [property: JsonPropertyName(JobOverview.Field.EndTimeMs), JsonConverter(typeof(MomentConverter))] long? EndTimeMs,
    [property: JsonPropertyName(JobOverview.Field.LastModificationMs), JsonConverter(typeof(MomentConverter))] long? LastModificationMs,
    [property: JsonPropertyName(JobOverview.Field.SchedulerType), JsonConverter(typeof(SharedTextConverter))] string? SchedulerType,
    [property: JsonPropertyName(JobOverview.Field.Tasks)] JobOverviewTasks? Tasks,
    [property: JsonPropertyName(JobOverview.Field.DurationMs), JsonConverter(typeof(AmountConverter))] long? DurationMs = null)
{
    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            Id = "jid",
            Name = "name",
            State = "state",
            StartTimeMs = "start-time",
            EndTimeMs = "end-time",
            LastModificationMs = "last-modification",
            SchedulerType = "schedulerType",
            Tasks = "tasks",
            DurationMs = "duration";
    }
}

/// <summary>Task counts of a job as <c>/jobs/overview</c> gives them; used to notice that a job changed.</summary>
public sealed record JobOverviewTasks(
    [property: JsonPropertyName(JobOverviewTasks.Field.Total)] int? Total,
    [property: JsonPropertyName(JobOverviewTasks.Field.Running)] int? Running,
    [property: JsonPropertyName(JobOverviewTasks.Field.Finished)] int? Finished)
{
    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            Total = "total",
            Running = "running",
            Finished = "finished";
    }
}
