using FlinkReady.Monitor.Configuration;

namespace FlinkReady.Monitor.Metrics;

/// <summary>How many series one target may have, and which.</summary>
/// <param name="MaxSeriesPerTarget">Of <c>violation</c>, <c>waived_violation</c>, <c>not_assessed</c> and <c>job_operator_info</c> together.</param>
/// <param name="MaxJobs">Jobs with series of their own.</param>
internal readonly record struct SeriesLimits(int MaxSeriesPerTarget, int MaxJobs)
{
    /// <summary>Labels of targets that more than <c>target_info</c> carries; null for none.</summary>
    public IReadOnlyList<string>? ExportLabels { get; init; }

    /// <summary>Whether operators without a uid have a series each.</summary>
    public bool ExportOperators { get; init; }

    /// <summary>What a configuration asks for.</summary>
    public static SeriesLimits Of(MonitorConfiguration configuration) =>
        new(configuration.MaxSeriesPerTarget, configuration.MaxJobs) { ExportLabels = configuration.ExportLabels, ExportOperators = configuration.ExportOperators };
}
