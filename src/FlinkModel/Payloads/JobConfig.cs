using System.Text.Json.Serialization;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary><c>GET /jobs/:jobid/config</c> (Flink: <c>JobConfigInfo</c>).</summary>
public sealed record JobConfig(
    [property: JsonPropertyName(JobConfig.Field.ExecutionConfig)] ExecutionConfig? ExecutionConfig)
{
    /// <summary>The source that reads it.</summary>
    public static SourceKey<JobConfig> Key { get; } = new("config", "/jobs/:jobid/config");

    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string ExecutionConfig = "execution-config";
    }
}

/// <summary>The part of the execution configuration that rules read.</summary>
public sealed record ExecutionConfig(
    [property: JsonPropertyName(ExecutionConfig.Field.RestartStrategy), JsonConverter(typeof(SharedTextConverter))] string? RestartStrategy,
    [property: JsonPropertyName(ExecutionConfig.Field.JobParallelism), JsonConverter(typeof(ParallelismConverter))] int? JobParallelism)
{
    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            RestartStrategy = "restart-strategy",
            JobParallelism = "job-parallelism";
    }
}
