namespace FlinkReady.FlinkModel.Paths;

/// <summary>Where something lies in a file system of Flink's, however it is written.</summary>
/// <param name="Scheme">The file system: one name for all of Flink's that reach one store, <c>file</c> where the text names none.</param>
/// <param name="Authority">The host or bucket, lower case; empty where the text names none.</param>
/// <param name="Path">The path without slashes around it and without doubled ones.</param>
public readonly record struct FlinkPath(string Scheme, string Authority, string Path)
{
    /// <summary>Reads an address: <c>s3a://bucket//cp/</c>, <c>hdfs:///cp</c>, <c>/cp</c>.</summary>
    public static FlinkPath Of(string text)
    {
        text = text.Trim();
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var hasScheme = colon > 0 && text.AsSpan(0, colon).IndexOf('/') < 0;
        var scheme = hasScheme ? SchemeOf(text[..colon]) : "file";
        var rest = hasScheme ? text[(colon + 1)..] : text;
        var authority = string.Empty;
        if (hasScheme && rest.StartsWith("//", StringComparison.Ordinal))
        {
            // In a store of buckets the first name is the bucket, whatever number of slashes stands before it.
            rest = IsOfBuckets(scheme) ? rest.TrimStart('/') : rest[2..];
            var end = rest.IndexOf('/', StringComparison.Ordinal);
            authority = (end < 0 ? rest : rest[..end]).ToLowerInvariant();
            rest = end < 0 ? string.Empty : rest[end..];
        }

        return new FlinkPath(scheme, authority, string.Join('/', rest.Split('/', StringSplitOptions.RemoveEmptyEntries)));
    }

    /// <summary>The one way to write it: <c>s3://bucket/cp</c>, <c>file:///cp</c>.</summary>
    public override string ToString() => $"{Scheme}://{Authority}/{Path}";

    /// <summary>The one name of a store that several of Flink's file systems reach: <c>s3a</c> is <c>s3</c>. In lower case.</summary>
    public static string SchemeOf(string scheme) => scheme.ToLowerInvariant() switch
    {
        "s3a" or "s3p" or "s3n" => "s3",
        "abfss" => "abfs",
        "wasbs" => "wasb",
        var other => other,
    };

    private static bool IsOfBuckets(string scheme) => scheme is "s3" or "gs" or "oss";
}
