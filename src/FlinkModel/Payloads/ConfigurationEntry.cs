using System.Text.Json.Serialization;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>One key of <c>GET /jobmanager/config</c>: only keys that are set appear, as they were written.</summary>
public sealed record ConfigurationEntry(
    [property: JsonRequired, JsonPropertyName(ConfigurationEntry.Field.Key), JsonConverter(typeof(SharedTextConverter))] string Key,
    [property: JsonRequired, JsonPropertyName(ConfigurationEntry.Field.Value), JsonConverter(typeof(SharedTextConverter))] string Value)
{
    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            Key = "key",
            Value = "value";
    }
}

/// <summary><c>GET /jobmanager/config</c>: a bare list, so that it has no record of its own.</summary>
public static class JobManagerConfiguration
{
    /// <summary>The source that reads it.</summary>
    public static SourceKey<IReadOnlyList<ConfigurationEntry>> Key { get; } = new("jobManagerConfig", "/jobmanager/config");
}
