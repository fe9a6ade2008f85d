namespace FlinkReady.Readiness.Rules;

/// <summary>
/// Quotes that belong to a value. Up to 1.19 Flink reads <c>flink-conf.yaml</c> line by line, not as YAML: <c>key: "value"</c> has its quotes in the value.
/// </summary>
internal static class Quotes
{
    /// <summary>True for a value in quotes, or with one at its beginning.</summary>
    public static bool AreIn(string value) => value.Trim() is ['"' or '\'', ..];

    /// <summary>The value without them.</summary>
    public static string Without(string value) => value.Trim().Trim('"', '\'');
}
