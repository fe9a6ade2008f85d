using System.Text.RegularExpressions;

namespace FlinkReady.Deploy.Tests.Dashboards;

/// <summary>What an expression asks of the metrics, read from its text.</summary>
public static partial class MetricUse
{
    /// <summary>Mistakes: metrics that don't exist, and labels that they don't have.</summary>
    public static IEnumerable<string> Mistakes(string expression)
    {
        foreach (Match use in Metric().Matches(expression))
        {
            var name = use.Groups["name"].Value;
            if (!MetricList.Labels.TryGetValue(name, out var labels))
            {
                yield return $"no metric {name}";
                continue;
            }

            foreach (Match matcher in Matcher().Matches(use.Groups["matchers"].Value))
            {
                var label = matcher.Groups["label"].Value;
                if (!labels.Concat(MetricList.ScrapeLabels).Contains(label))
                {
                    yield return $"{name} has no label {label}";
                }
            }
        }

        var known = MetricList.Labels.Values.SelectMany(labels => labels).Concat(MetricList.ScrapeLabels).ToHashSet();
        foreach (var label in Grouping().Matches(expression)
            .SelectMany(match => match.Groups["labels"].Value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)))
        {
            if (!known.Contains(label))
            {
                yield return $"no label {label}";
            }
        }
    }

    /// <summary>The metrics in an expression.</summary>
    public static IEnumerable<string> Metrics(string expression) => Metric().Matches(expression).Select(match => match.Groups["name"].Value);

    [GeneratedRegex(@"\b(?<name>(flinkready|process|dotnet)_[a-z0-9_]+)(\{(?<matchers>[^}]*)\})?")]
    private static partial Regex Metric();

    [GeneratedRegex(@"(?<label>[a-z_]+)\s*(=~|!~|!=|=)")]
    private static partial Regex Matcher();

    // Not "without": it may name labels that only some scrapes have.
    [GeneratedRegex(@"\b(by|on|ignoring|group_left|group_right)\s*\((?<labels>[^)]*)\)")]
    private static partial Regex Grouping();
}
