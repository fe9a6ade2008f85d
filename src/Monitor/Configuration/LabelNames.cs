namespace FlinkReady.Monitor.Configuration;

/// <summary>Names of Prometheus labels that a target may bring.</summary>
internal static class LabelNames
{
    // What flinkready_target_info has itself, and what Prometheus puts on every series.
    private static readonly string[] Taken = ["target", "url", "flink_version", "job", "instance"];

    // What the families have themselves that carry a target's labels.
    private static readonly string[] TakenOnSeries = ["job_name", "job_id", "job_type", "state", "rule", "severity", "reason", "uid", "vertex", "operator", "kind"];

    /// <summary>Why a label can't be put on more series, as the end of a sentence; null where it can.</summary>
    public static string? WhyNotExported(string name) => WhyNot(name) ?? (TakenOnSeries.Contains(name) ? "is a label that these series have themselves" : null);

    /// <summary>Why a name is none, as the end of a sentence; null where it is one.</summary>
    public static string? WhyNot(string name)
    {
        if (name.Length is 0 or > 128 || char.IsAsciiDigit(name[0]) || !name.All(static character => char.IsAsciiLetterOrDigit(character) || character == '_'))
        {
            return "is not a label name: letters, digits and _ only, no digit first";
        }

        return name.StartsWith("__", StringComparison.Ordinal) || Taken.Contains(name) ? "is a label that is already taken" : null;
    }
}
