namespace FlinkReady.EndToEnd.Tests.Support;

/// <summary>What is in a page of metrics.</summary>
public static class Samples
{
    /// <summary>True where the page has such a line.</summary>
    public static bool HasSample(this string page, string line) => page.Contains("\n" + line + "\n", StringComparison.Ordinal);

    /// <summary>The samples of one metric.</summary>
    public static IReadOnlyList<string> Of(string page, string metric) =>
        [.. page.Split('\n').Where(line => line.StartsWith(metric + "{", StringComparison.Ordinal) || line.StartsWith(metric + " ", StringComparison.Ordinal))];

    /// <summary>The value of a label in each sample of a metric, sorted.</summary>
    public static IReadOnlyList<string> Labels(string page, string metric, string label) =>
        [.. Of(page, metric).Select(sample => sample.Split(label + "=\"")[1].Split('"')[0]).Order(StringComparer.Ordinal)];
}
