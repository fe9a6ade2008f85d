using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Metrics;

/// <summary>One series of those that a target may have many of: <c>violation</c>, <c>waived_violation</c>, <c>not_assessed</c>.</summary>
internal readonly record struct DetailSeries(MetricFamily Family, JobCheck Check)
{
    /// <summary>The detail series of a target, at most <paramref name="limit"/>: the most severe, then by name.</summary>
    /// <param name="settled">Verdicts that outlive an outage: violations, waived ones.</param>
    /// <param name="current">Verdicts of the last poll: what could not be assessed.</param>
    /// <param name="limit">The most there may be.</param>
    /// <param name="dropped">How many were left out.</param>
    public static IReadOnlyList<DetailSeries> Of(IReadOnlyList<JobCheck> settled, IReadOnlyList<JobCheck> current, int limit, out int dropped)
    {
        var all = new List<DetailSeries>();
        foreach (var check in settled)
        {
            if (check is { Status: CheckStatus.Fail, Open: > 0 })
            {
                all.Add(new DetailSeries(MetricCatalogue.Violation, check));
            }

            if (check.Waived > 0)
            {
                all.Add(new DetailSeries(MetricCatalogue.WaivedViolation, check));
            }
        }

        foreach (var check in current)
        {
            if (check.Status == CheckStatus.Unknown)
            {
                all.Add(new DetailSeries(MetricCatalogue.NotAssessed, check));
            }
        }

        dropped = Math.Max(0, all.Count - limit);
        if (dropped > 0)
        {
            all.Sort(Compare);
            all.RemoveRange(limit, dropped);
        }

        return all;
    }

    /// <summary>Writes the series.</summary>
    public void Write(SeriesWriter writer, string target)
    {
        if (Family == MetricCatalogue.Violation)
        {
            writer.Write(Family, Check.Open, target, Check.JobName, Check.Rule, Check.Severity.ToText());
        }
        else if (Family == MetricCatalogue.WaivedViolation)
        {
            writer.Write(Family, Check.Waived, target, Check.JobName, Check.Rule);
        }
        else
        {
            writer.Write(Family, 1, target, Check.JobName, Check.Rule, LabelWords.Of(Check.Reason ?? UnknownReason.Undecidable));
        }
    }

    /// <summary>Which series are kept where there are too many: the most severe, then by name.</summary>
    public static IComparer<DetailSeries> ByRank { get; } = Comparer<DetailSeries>.Create(Compare);

    private static int Compare(DetailSeries a, DetailSeries b)
    {
        var order = b.Check.Severity.CompareTo(a.Check.Severity);
        order = order != 0 ? order : string.CompareOrdinal(a.Check.JobName, b.Check.JobName);
        order = order != 0 ? order : string.CompareOrdinal(a.Check.Rule, b.Check.Rule);
        return order != 0 ? order : a.Family.Index.CompareTo(b.Family.Index);
    }
}
