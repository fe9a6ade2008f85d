using System.Text.RegularExpressions;
using FlinkReady.Deploy.Tests.Alerts;
using FlinkReady.Deploy.Tests.Manifests;
using FlinkReady.Deploy.Tests.Tools;

namespace FlinkReady.Deploy.Tests.Dashboards;

public sealed partial class DashboardQueryTests
{
    [Fact]
    public void Every_query_asks_for_metrics_and_labels_that_exist() =>
        Assert.All(Dashboard.Queries, query => Assert.Empty(MetricUse.Mistakes(query.Expression)));

    [Fact]
    public void Every_variable_asks_for_metrics_and_labels_that_exist() =>
        Assert.All(Dashboard.Variables.Where(variable => variable.Text("type") == "query"), variable =>
        {
            var query = LabelValues().Match(variable.Text("query.query")!);
            Assert.True(query.Success);
            Assert.Empty(MetricUse.Mistakes(query.Groups["selector"].Value));
            var labels = MetricList.Labels[Assert.Single(MetricUse.Metrics(query.Groups["selector"].Value))];
            Assert.Contains(query.Groups["label"].Value, labels.Concat(MetricList.ScrapeLabels));
        });

    [Fact]
    public void Every_alert_asks_for_metrics_and_labels_that_exist() =>
        Assert.All(AlertFiles.Rules, alert => Assert.Empty(MetricUse.Mistakes(alert.Expression)));

    [Theory]
    [InlineData("flinkready_targets_up", "no metric flinkready_targets_up")]
    [InlineData("flinkready_target_up{rule=\"x\"}", "flinkready_target_up has no label rule")]
    [InlineData("sum by (cluster) (flinkready_target_up)", "no label cluster")]
    public void A_query_for_what_does_not_exist_is_found(string expression, string mistake) =>
        Assert.Equal([mistake], MetricUse.Mistakes(expression));

    [NeedsFact(Need.Promtool)]
    public async Task Promtool_parses_every_query()
    {
        var result = await Promtool.ParseAsync(Dashboard.Queries.Select(query => Dashboard.Interpolate(query.Expression)));

        Assert.True(result.ExitCode == 0, result.All);
        Assert.Contains($"{Dashboard.Queries.Count} rules found", result.Output, StringComparison.Ordinal);
    }

    [NeedsFact(Need.Promtool)]
    public async Task Promtool_refuses_a_broken_query() =>
        Assert.NotEqual(0, (await Promtool.ParseAsync(["sum by (target (flinkready_target_up)"])).ExitCode);

    [Fact]
    public void Every_metric_about_jobs_and_targets_is_shown_or_alerted_on()
    {
        var used = Dashboard.Queries.Select(query => query.Expression).Concat(AlertFiles.Rules.Select(alert => alert.Expression))
            .Concat(Dashboard.Variables.Select(variable => variable.Text("query.query") ?? string.Empty))
            .SelectMany(MetricUse.Metrics).ToHashSet();

        Assert.Equal(
            [
                "flinkready_config_last_reload_success_timestamp_seconds",
                "flinkready_discovered_targets",
                "flinkready_history_lines_skipped_total",
                "flinkready_history_write_failures_total",
                "flinkready_job_checkpoint_metadata_bytes",
                "flinkready_job_operator_changes",
                "flinkready_job_state_dropped_bytes",
                "flinkready_kubernetes_request_failures_total",
                "flinkready_kubernetes_resource_info",
                "flinkready_kubernetes_watch_events_total",
                "flinkready_kubernetes_watch_relists_total",
                "flinkready_metadata_bytes_total",
                "flinkready_metadata_reads_total",
                "flinkready_operator_ids_reads_total",
                "flinkready_rule_errors_total",
                "flinkready_runs_linked_total",
                "flinkready_target_info",
                "flinkready_witness_contradictions_total",
            ],
            MetricList.Labels.Keys.Where(metric => !used.Contains(metric)).Order());
    }

    [GeneratedRegex(@"^label_values\((?<selector>.+), (?<label>[a-z_]+)\)$")]
    private static partial Regex LabelValues();
}
