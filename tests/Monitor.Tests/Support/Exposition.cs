using System.Text;
using FlinkReady.Monitor.Metrics;
using FlinkReady.Monitor.Targets;

namespace FlinkReady.Monitor.Tests.Support;

/// <summary>The text of a page, and what is in it.</summary>
internal static class Exposition
{
    /// <summary>The page that has nothing but these targets.</summary>
    public static string Of(params TargetView[] views) => Of(new SeriesLimits(5000, 5000), views);

    public static string Of(SeriesLimits limits, params TargetView[] views) =>
        TextOf(new MetricsPage([.. views.Select(view => TargetSeries.Render(view, limits, null))]));

    public static string TextOf(MetricsPage page) => Encoding.UTF8.GetString([.. page.Blocks().SelectMany(block => block.ToArray())]);

    /// <summary>The samples of one metric, in the order of the page.</summary>
    public static string[] Samples(string page, string metric) =>
        [.. page.Split('\n').Where(line => line.StartsWith(metric + "{", StringComparison.Ordinal) || line.StartsWith(metric + " ", StringComparison.Ordinal))];
}
