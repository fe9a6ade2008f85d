using FlinkReady.Readiness.Verdicts;
namespace FlinkReady.Monitor.Metrics;

/// <summary>Writes verdicts: what is violated, waived, not assessed, and how many there are of each status.</summary>
internal static class VerdictSeries
{
    /// <summary>Writes them all and says how many detail series were left out.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="target">Empty for rules about the configuration and about several targets.</param>
    /// <param name="settled">Verdicts that outlive an outage; null where the cluster never answered.</param>
    /// <param name="current">Verdicts of the last poll; null before it.</param>
    /// <param name="limit">The most detail series there may be.</param>
    public static int Write(SeriesWriter writer, string target, IReadOnlyList<JobCheck>? settled, IReadOnlyList<JobCheck>? current, int limit)
    {
        var details = DetailSeries.Of(settled ?? [], current ?? [], limit, out var dropped);
        foreach (var series in details.OrderBy(series => series.Check.JobName, StringComparer.Ordinal).ThenByDescending(series => series.Check.Severity))
        {
            series.Write(writer, target);
        }

        var sums = new VerdictSums();
        if (settled is not null)
        {
            sums.AddSettled(settled);
            WriteViolations(writer, target, sums);
        }

        if (current is not null)
        {
            sums.AddCurrent(current);
            WriteChecks(writer, target, sums);
        }

        return dropped;
    }

    /// <summary>Writes how much is violated.</summary>
    public static void WriteViolations(SeriesWriter writer, string target, VerdictSums sums)
    {
        foreach (var severity in Severities.WorstFirst)
        {
            writer.Write(MetricCatalogue.Violations, sums.Open(severity), target, severity.ToText());
        }
    }

    /// <summary>Writes how many verdicts there are of each status.</summary>
    public static void WriteChecks(SeriesWriter writer, string target, VerdictSums sums)
    {
        foreach (var status in CheckStatuses.All)
        {
            writer.Write(MetricCatalogue.Checks, sums.Checks(status), target, LabelWords.Of(status));
        }
    }
}
