using System.Text.Json.Serialization;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary><c>GET /applications/:applicationid/exceptions</c>, 2.3 and later (Flink: <c>ApplicationExceptionsInfoWithHistory</c>).</summary>
public sealed record ApplicationExceptions(
    [property: JsonPropertyName(ApplicationExceptions.Field.History)] ApplicationExceptionHistory? History)
{
    /// <summary>The answer about one application.</summary>
    public static SourceKey<ApplicationExceptions> Key { get; } = new("applicationException", "/applications/:applicationid/exceptions");

    /// <summary>The path of an application's own.</summary>
    /// <param name="applicationId">32 hex digits.</param>
    public static string PathOf(string applicationId) => Key.Template.Replace(":applicationid", applicationId, StringComparison.Ordinal);

    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string History = "exceptionHistory";
    }
}

/// <summary>The failures of an application, newest first.</summary>
public sealed record ApplicationExceptionHistory(
    [property: JsonPropertyName(ApplicationExceptionHistory.Field.Entries)] IReadOnlyList<ExceptionEntry>? Entries)
{
    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string Entries = "entries";
    }
}

/// <summary>Why applications failed, as far as it was read: an answer for each.</summary>
/// <param name="ByApplication">By the application's id.</param>
public sealed record ApplicationFailures(IReadOnlyDictionary<string, ApplicationExceptions> ByApplication)
{
    /// <summary>The source that reads them.</summary>
    public static SourceKey<ApplicationFailures> Key { get; } = new("applicationExceptions", ApplicationExceptions.Key.Template);
}
