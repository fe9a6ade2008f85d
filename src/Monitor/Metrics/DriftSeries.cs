using FlinkReady.Readiness.Comparing;
using FlinkReady.Readiness.Runs;

namespace FlinkReady.Monitor.Metrics;

/// <summary>Writes what deployments kept and lost.</summary>
internal static class DriftSeries
{
    /// <summary>Writes the series of the jobs of one name and says how many there are.</summary>
    public static int Write(SeriesWriter writer, string target, JobGroup group)
    {
        var drifts = group.Jobs.Select(static job => job.Drift).OfType<JobDrift>().ToList();
        if (drifts.Count == 0)
        {
            return 0;
        }

        foreach (var (kind, count) in ((string, Func<JobDrift, int>)[])[("kept", static one => one.Kept), ("lost", static one => one.Lost), ("moved", static one => one.Moved), ("new", static one => one.New)])
        {
            writer.Write(MetricCatalogue.JobOperatorChanges, drifts.Sum(count), target, group.Name, kind);
        }

        if (drifts.TrueForAll(static one => one.DroppedBytes is null))
        {
            return 4;
        }

        writer.Write(MetricCatalogue.JobStateDropped, drifts.Sum(static one => one.DroppedBytes ?? 0), target, group.Name);
        return 5;
    }

    /// <summary>Writes how many runs of a target were linked.</summary>
    public static void WriteLinks(SeriesWriter writer, string target, RunLinkCounts counts)
    {
        foreach (var how in RunLinkKinds.All)
        {
            writer.Write(MetricCatalogue.RunsLinked, counts.Of(how), target, how.ToText());
        }
    }
}
