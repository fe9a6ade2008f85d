using System.Text.Json.Serialization;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary><c>GET /jobs/:jobid/exceptions</c> (Flink: <c>JobExceptionsInfoWithHistory</c>). The root exception is one of 1.x alone.</summary>
public sealed record JobExceptions(
    [property: JsonPropertyName(JobExceptions.Field.History)] ExceptionHistory? History,
    [property: JsonPropertyName(JobExceptions.Field.RootException), JsonConverter(typeof(FailureTraceConverter))] FailureTrace? RootException = null)
{
    /// <summary>The source that reads it.</summary>
    public static SourceKey<JobExceptions> Key { get; } = new("exceptions", "/jobs/:jobid/exceptions");

    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            History = "exceptionHistory",
            RootException = "root-exception";
    }
}

/// <summary>Newest first; at most <c>web.exception-history-size</c> (16) entries.</summary>
public sealed record ExceptionHistory(
    [property: JsonPropertyName(ExceptionHistory.Field.Entries)] IReadOnlyList<ExceptionEntry>? Entries,
    [property: JsonPropertyName(ExceptionHistory.Field.Truncated)] bool? Truncated)
{
    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            Entries = "entries",
            Truncated = "truncated";
    }
}

/// <summary>One failure. Of the stack trace little is read: it may hold anything.</summary>
public sealed record ExceptionEntry(
    [property: JsonPropertyName(ExceptionEntry.Field.ExceptionName), JsonConverter(typeof(SharedTextConverter))] string? ExceptionName,
    [property: JsonPropertyName(ExceptionEntry.Field.TimestampMs), JsonConverter(typeof(MomentConverter))] long? TimestampMs,
    [property: JsonPropertyName(ExceptionEntry.Field.Trace), JsonConverter(typeof(FailureTraceConverter))] FailureTrace? Trace = null)
{
    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string
            ExceptionName = "exceptionName",
            TimestampMs = "timestamp",
            Trace = "stacktrace";
    }
}
