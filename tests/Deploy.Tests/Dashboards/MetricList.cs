using System.Text.RegularExpressions;
using FlinkReady.Deploy.Tests.Tools;

namespace FlinkReady.Deploy.Tests.Dashboards;

/// <summary>The metrics that dashboards and alerts may use, with the labels that each has: those of <c>docs/metrics.md</c>.</summary>
public static partial class MetricList
{
    /// <summary>Labels that Prometheus gives every scraped series.</summary>
    public static readonly string[] ScrapeLabels = ["job", "instance"];

    /// <summary>Each metric with its own labels.</summary>
    public static IReadOnlyDictionary<string, string[]> Labels { get; } = Read();

    private static Dictionary<string, string[]> Read()
    {
        // What prometheus-net says of the process itself is in no catalogue of ours.
        var labels = new Dictionary<string, string[]> { ["process_working_set_bytes"] = [], ["process_cpu_seconds_total"] = [] };
        foreach (Match row in Row().Matches(File.ReadAllText(Repository.PathOf("docs", "metrics.md"))))
        {
            labels[row.Groups["metric"].Value] = [.. Label().Matches(row.Groups["labels"].Value).Select(label => label.Groups["label"].Value)];
        }

        return labels;
    }

    [GeneratedRegex(@"^\| \[`(?<metric>[a-z_]+)`\]\([^)]*\) \| (?:gauge|counter) \|(?<labels>[^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<label>[a-z_]+)`")]
    private static partial Regex Label();
}
