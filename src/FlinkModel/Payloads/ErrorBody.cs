namespace FlinkReady.FlinkModel.Payloads;

/// <summary>Flink's error bodies (Flink: <c>ErrorResponseBody</c>). Never parsed as a whole: they carry stack traces.</summary>
public static class ErrorBody
{
    /// <summary>Its fields as Flink names them.</summary>
    public static class Field
    {
        /// <summary>The JSON name.</summary>
        public const string Errors = "errors";
    }
}
