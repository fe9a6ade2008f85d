using System.Globalization;
using FlinkReady.Monitor.Changes;
using FlinkReady.Monitor.Diagnostics;
using FlinkReady.Monitor.Histories;
using FlinkReady.Monitor.Reports;
using FlinkReady.Monitor.Targets;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Verdicts;
using FlinkReady.Readiness.Waivers;

namespace FlinkReady.Monitor.Metrics;

/// <summary>Writes the series that belong to no target: the program, its rules, its configuration.</summary>
internal static class ProgramSeries
{
    // Whoever scrapes knows the host; the program does not know under which name it is reached.
    private const string RulePages = "/rules/";

    /// <summary>The program's part of the page.</summary>
    /// <param name="publication">What is known.</param>
    /// <param name="ruleErrors">How often which rule failed.</param>
    /// <param name="history">What went wrong with the files of the history; empty where there are none.</param>
    /// <param name="changes">How many changes there were, by target and kind.</param>
    /// <param name="more">Writes what another part of the program says; null for none.</param>
    public static FamilyBlocks Render(
        Publication publication,
        IEnumerable<KeyValuePair<string, long>> ruleErrors,
        IEnumerable<KeyValuePair<string, HistoryFaultCounts>> history,
        IEnumerable<KeyValuePair<(string Target, ChangeKind Kind), long>> changes,
        IProgramSeries? more = null)
    {
        var writer = new SeriesWriter();
        writer.Write(MetricCatalogue.BuildInfo, 1, ProgramVersion.Version, ProgramVersion.Revision);
        if (publication.Configuration.Shard is { } shard)
        {
            writer.Write(MetricCatalogue.ShardInfo, 1, shard.Ordinal.ToString(CultureInfo.InvariantCulture), shard.Total.ToString(CultureInfo.InvariantCulture));
        }

        var links = new HelpLinks(
            publication.Configuration.DocsBaseUrl,
            publication.Configuration.Web.PublicUrl is { } own ? own.GetLeftPart(UriPartial.Path).TrimEnd('/') + RulePages : RulePages);
        foreach (var rule in RuleCatalogue.All)
        {
            writer.Write(MetricCatalogue.RuleInfo, 1, rule.Id, rule.Severity.ToText(), LabelWords.Of(rule.Category), links.Find(rule.Id)!, rule.Title);
        }

        var checks = new List<JobCheck>();
        JobCheck.AddAll(checks, publication.Assessment.Checks);
        VerdictSeries.Write(writer, string.Empty, checks, checks, publication.Configuration.MaxSeriesPerTarget);
        Waivers(writer, publication.Configuration.Policy.Waivers);
        writer.Write(MetricCatalogue.ReloadSuccessful, publication.Reload.Successful ? 1 : 0);
        writer.Write(MetricCatalogue.ReloadSuccess, Timestamps.Of(publication.Reload.SucceededAt));
        foreach (var (rule, count) in ruleErrors)
        {
            writer.Write(MetricCatalogue.RuleErrors, count, rule);
        }

        foreach (var (key, count) in changes.OrderBy(entry => entry.Key.Target, StringComparer.Ordinal).ThenBy(entry => entry.Key.Kind))
        {
            writer.Write(MetricCatalogue.Changes, count, key.Target, key.Kind.ToText());
        }

        foreach (var (file, counts) in history)
        {
            writer.Write(MetricCatalogue.HistoryWriteFailures, counts.WriteFailures, file);
            writer.Write(MetricCatalogue.HistoryLinesSkipped, counts.LinesSkipped, file);
        }

        more?.Write(writer);
        return writer.ToBlocks();
    }

    private static void Waivers(SeriesWriter writer, IReadOnlyList<Waiver> waivers)
    {
        foreach (var expiry in WaiverExpiry.Earliest(waivers))
        {
            writer.Write(MetricCatalogue.WaiverExpiry, Timestamps.Of(expiry.EndsAt), expiry.Rule, LabelValue.Bound(expiry.Owner));
        }
    }
}
