using System.Text.Json.Serialization;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary><c>GET /config</c> (Flink: <c>DashboardConfiguration</c>). Answered by a JobManager without its leader.</summary>
public sealed record DashboardConfiguration(
    [property: JsonPropertyName(DashboardConfiguration.Field.RefreshIntervalMs), JsonConverter(typeof(AmountConverter))] long? RefreshIntervalMs,
    [property: JsonPropertyName(DashboardConfiguration.Field.FlinkVersion), JsonConverter(typeof(SharedTextConverter))] string? FlinkVersion,
    [property: JsonPropertyName(DashboardConfiguration.Field.Features)] DashboardFeatures? Features)
{
    /// <summary>The source that reads it.</summary>
    public static SourceKey<DashboardConfiguration> Key { get; } = new("config", "/config");

    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            RefreshIntervalMs = "refresh-interval",
            FlinkVersion = "flink-version",
            Features = "features";
    }
}

/// <summary>The effective switches of the web interface (Flink: <c>DashboardConfiguration.Features</c>).</summary>
public sealed record DashboardFeatures(
    [property: JsonPropertyName(DashboardFeatures.Field.WebSubmit)] bool? WebSubmit,
    [property: JsonPropertyName(DashboardFeatures.Field.WebCancel)] bool? WebCancel,
    [property: JsonPropertyName(DashboardFeatures.Field.WebRescale)] bool? WebRescale,
    [property: JsonPropertyName(DashboardFeatures.Field.WebHistory)] bool? WebHistory = null)
{
    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            WebSubmit = "web-submit",
            WebCancel = "web-cancel",
            WebRescale = "web-rescale",
            WebHistory = "web-history";
    }
}
