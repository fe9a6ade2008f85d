namespace FlinkReady.Readiness.FleetRules;

/// <summary>Where the checkpoints of a job lie: the folder above the last one. Spellings that mean one place are one here.</summary>
/// <param name="Text">The folder, for comparison and for people.</param>
/// <param name="Doubt">Why equal texts need not be one place, null where they are as good as one.</param>
internal sealed record CheckpointDirectory(string Text, string? Doubt)
{
    /// <summary>That of a completed checkpoint: <c>s3a://bucket/cp/&lt;job id&gt;/chk-7</c> lies in <c>s3://bucket/cp/&lt;job id&gt;</c>.</summary>
    public static CheckpointDirectory Of(string checkpoint)
    {
        var text = checkpoint.Trim().TrimEnd('/');
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var scheme = colon > 0 && text.AsSpan(0, colon).IndexOf('/') < 0 ? text[..colon].ToLowerInvariant() : "file";
        var rest = colon > 0 && text.AsSpan(0, colon).IndexOf('/') < 0 ? text[(colon + 1)..] : text;
        var authority = string.Empty;
        if (rest.StartsWith("//", StringComparison.Ordinal))
        {
            var end = rest.IndexOf('/', 2);
            authority = (end < 0 ? rest[2..] : rest[2..end]).ToLowerInvariant();
            rest = end < 0 ? string.Empty : rest[end..];
        }

        var parts = rest.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var path = string.Join('/', parts.Take(parts.Length - 1));
        return new CheckpointDirectory(
            $"{Same(scheme)}://{authority}/{path}",
            scheme == "file" ? "a local path is another place on each machine, unless it is a mount that all share"
            : authority.Length == 0 ? "the path names no host: it lies where each cluster's own default points"
            : null);
    }

    // The file systems of Flink for one store.
    private static string Same(string scheme) => scheme switch
    {
        "s3a" or "s3p" or "s3n" => "s3",
        "abfss" => "abfs",
        "wasbs" => "wasb",
        _ => scheme,
    };
}
