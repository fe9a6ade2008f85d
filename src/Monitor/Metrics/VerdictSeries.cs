using FlinkReady.Readiness.Assessments;

namespace FlinkReady.Monitor.Metrics;

/// <summary>Writes verdicts: what is violated, waived, not assessed, and how many there are of each status.</summary>
internal static class VerdictSeries
{
    /// <summary>Writes them all and says how many detail series were left out.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="target">Empty for rules about the configuration.</param>
    /// <param name="settled">Verdicts that outlive an outage; null where the cluster never answered.</param>
    /// <param name="current">Verdicts of the last poll; null before it.</param>
    /// <param name="limit">The most detail series there may be.</param>
    public static int Write(SeriesWriter writer, string target, IReadOnlyList<JobCheck>? settled, IReadOnlyList<JobCheck>? current, int limit)
    {
        var details = DetailSeries.Of(settled ?? [], current ?? [], limit, out var dropped);
        foreach (var series in details)
        {
            series.Write(writer, target);
        }

        if (settled is not null)
        {
            foreach (var severity in Words.Severities)
            {
                long sum = 0;
                foreach (var check in settled)
                {
                    sum += check.Status == CheckStatus.Fail && check.Severity == severity ? check.Open : 0;
                }

                writer.Write(MetricCatalogue.Violations, sum, target, Words.Of(severity));
            }
        }

        if (current is not null)
        {
            foreach (var status in Words.Statuses)
            {
                var count = 0;
                foreach (var check in current)
                {
                    count += check.Status == status ? 1 : 0;
                }

                writer.Write(MetricCatalogue.Checks, count, target, Words.Of(status));
            }
        }

        return dropped;
    }
}
