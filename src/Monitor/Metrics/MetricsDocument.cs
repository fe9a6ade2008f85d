using System.Text;

namespace FlinkReady.Monitor.Metrics;

/// <summary>Writes <c>docs/metrics.md</c> from the catalogue.</summary>
public static class MetricsDocument
{
    private const string Introduction =
        """
        # Metrics

        What `flinkready watch` exports at `/metrics`, in Prometheus' text format. This page is made from the program; a test keeps the two the same.

        - A violation has a series as long as it is seen, and none when it is not: nothing stale, nothing that stays behind.
        - A target that does not answer has `flinkready_target_up` 0. Its violations stay as they were until it answers again or leaves the configuration: an outage never ends an alert. Values that age (scores, `flinkready_job_info`, headroom, checkpoints) go after `staleAfter`.
        - Jobs of one name on one target share series: counts and sizes are sums, scores, headroom and times are the smallest; for verdicts fail beats unknown beats waived beats pass. Terminal jobs beside a newer one of the name appear in `flinkready_job_info` only.
        - Job ids change with every submission: only `flinkready_job_info` carries one. Names longer than 1024 characters are cut.
        - Values of a label that are known beforehand are exported as 0.
        - `process_*` and `dotnet_*` describe the program itself; they come from prometheus-net.

        """;

    /// <summary>The whole document.</summary>
    public static string Render()
    {
        var text = new StringBuilder(Introduction.ReplaceLineEndings("\n"));
        text.Append("\n| metric | type | labels | value |\n| --- | --- | --- | --- |\n");
        foreach (var family in MetricCatalogue.All)
        {
            var labels = family.Labels.Count == 0 ? "" : string.Join(", ", family.Labels.Select(label => $"`{label}`"));
            text.Append($"| [`{family.Name}`](#{family.Name}) | {Type(family)} | {labels} | {Cell(family.Help)} |\n");
        }

        foreach (var family in MetricCatalogue.All)
        {
            text.Append($"\n## {family.Name}\n\n{family.Help}\n");
            if (family.Notes.Length > 0)
            {
                text.Append('\n').Append(family.Notes).Append('\n');
            }

            text.Append($"\n```\n{family.Example}\n```\n");
        }

        return text.ToString();
    }

    private static string Type(MetricFamily family) => family.Type == MetricType.Counter ? "counter" : "gauge";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
