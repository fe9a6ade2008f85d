namespace FlinkReady.Monitor.Metrics;

/// <summary>What Prometheus calls the type of a metric.</summary>
internal enum MetricType
{
    /// <summary>Goes up and down.</summary>
    Gauge,

    /// <summary>Only goes up, from 0 at the start of the program.</summary>
    Counter,
}

/// <summary>The written form of <see cref="MetricType"/>.</summary>
internal static class MetricTypes
{
    /// <summary><c>gauge</c> or <c>counter</c>.</summary>
    public static string ToText(this MetricType type) => type == MetricType.Counter ? "counter" : "gauge";
}

/// <summary>A metric of the contract: everything about it but its values.</summary>
/// <param name="Name">With its prefix: <c>flinkready_violation</c>.</param>
/// <param name="Type">Gauge or counter.</param>
/// <param name="Help">One line for the exposition.</param>
/// <param name="Labels">In the order they are written.</param>
/// <param name="Notes">What a reader of the documentation needs beyond the help line.</param>
/// <param name="Example">One sample as it is written.</param>
internal sealed record MetricFamily(string Name, MetricType Type, string Help, IReadOnlyList<string> Labels, string Notes, string Example)
{
    /// <summary>The position in <see cref="MetricCatalogue.All"/>, which is the order on the page.</summary>
    public int Index { get; set; } = -1;

    /// <summary>True where its series carry the labels of their target that <c>exportLabels</c> names, so that alerts on it find their team.</summary>
    public bool IsRouted { get; init; }
}
