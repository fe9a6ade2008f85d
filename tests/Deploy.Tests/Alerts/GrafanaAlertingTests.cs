using FlinkReady.Deploy.Tests.Manifests;

namespace FlinkReady.Deploy.Tests.Alerts;

public sealed class GrafanaAlertingTests
{
    [Fact]
    public void Grafana_and_Prometheus_have_the_same_alerts() =>
        Assert.Equal(AlertFiles.Rules.Select(alert => alert.Name), AlertFiles.Grafana.Select(rule => rule.Text("title")));

    [Fact]
    public void Grafana_and_Prometheus_agree_on_each_alert() =>
        Assert.All(AlertFiles.Rules.Zip(AlertFiles.Grafana), pair =>
        {
            var (alert, rule) = pair;
            Assert.Equal(alert.Expression, rule.Text("data.0.model.expr"));
            Assert.Equal(alert.For, rule.Text("for"));
            Assert.Equal(alert.Labels, AlertRule.Map(rule.At("labels")));
            Assert.Equal(
                alert.Annotations.ToDictionary(entry => entry.Key, entry => GrafanaAlertingWriter.InGrafanasTerms(entry.Value)),
                AlertRule.Map(rule.At("annotations")).ToDictionary());
        });

    [Fact]
    public void Uids_are_unique_and_short_enough()
    {
        var uids = AlertFiles.Grafana.Select(rule => rule.Text("uid")!).ToList();

        Assert.Equal(uids.Count, uids.Distinct().Count());
        Assert.All(uids, uid => Assert.Matches("^[a-z0-9-]{1,40}$", uid));
    }

    [Fact]
    public void Whatever_the_expression_returns_fires_whatever_its_value() =>
        Assert.All(AlertFiles.Grafana, rule =>
        {
            Assert.Equal("B", rule.Text("condition"));
            Assert.Equal("is_number($A)", rule.Text("data.1.model.expression"));
            Assert.Equal("__expr__", rule.Text("data.1.datasourceUid"));
            Assert.Equal("OK", rule.Text("noDataState"));
            Assert.Equal("Error", rule.Text("execErrState"));
        });

    [Fact]
    public void No_data_source_is_written_down() =>
        Assert.All(AlertFiles.Grafana, rule => Assert.Equal("${FLINKREADY_DATASOURCE_UID}", rule.Text("data.0.datasourceUid")));

    [Fact]
    public void No_annotation_speaks_of_a_value_that_Grafana_writes_otherwise() =>
        Assert.All(AlertFiles.Grafana, rule =>
        {
            Assert.DoesNotContain("$value ", rule.Text("annotations.summary"), StringComparison.Ordinal);
            Assert.DoesNotContain("$value ", rule.Text("annotations.description"), StringComparison.Ordinal);
        });
}
