using FlinkReady.Deploy.Tests.Manifests;
using FlinkReady.Deploy.Tests.Tools;

namespace FlinkReady.Deploy.Tests.Alerts;

public sealed class PrometheusRuleTests
{
    [NeedsFact(Need.Helm)]
    public async Task The_chart_and_the_rule_file_have_the_same_alerts() =>
        Assert.Equivalent(AlertFiles.Rules, await AlertFiles.RenderAsync(), strict: true);

    [NeedsTheory(Need.Helm)]
    [MemberData(nameof(RuleFileTests.Alerts), MemberType = typeof(RuleFileTests))]
    public async Task One_alert_can_be_switched_off_alone(string alert)
    {
        var alerts = await AlertFiles.RenderAsync($"prometheusRule.alerts.{alert}.enabled=false");

        Assert.Equal(AlertFiles.Rules.Select(rule => rule.Name).Where(name => name != alert), alerts.Select(rule => rule.Name));
    }

    [NeedsFact(Need.Helm | Need.Promtool)]
    public async Task Thresholds_durations_and_severities_come_from_the_values()
    {
        var alerts = await AlertFiles.RenderAsync(
            "prometheusRule.alerts.FlinkReadyHeadroomLow.threshold=1.75",
            "prometheusRule.alerts.FlinkReadyDataStale.threshold=10800",
            "prometheusRule.alerts.FlinkReadyWaiverExpiring.threshold=30",
            "prometheusRule.alerts.FlinkReadyTargetDown.for=20m",
            "prometheusRule.alerts.FlinkReadyTargetDown.severity=critical",
            "prometheusRule.alertLabels.team=platform",
            "prometheusRule.outageBridge=6h",
            "prometheusRule.scrapeGap=30m");
        var byName = alerts.ToDictionary(alert => alert.Name);

        Assert.DoesNotContain("1.5", byName["FlinkReadyHeadroomLow"].Expression, StringComparison.Ordinal);
        Assert.Contains("< 1.75", byName["FlinkReadyHeadroomLow"].Expression, StringComparison.Ordinal);
        Assert.Contains("below 1.75", byName["FlinkReadyHeadroomLow"].Annotations["description"], StringComparison.Ordinal);
        Assert.Contains("> 10800", byName["FlinkReadyDataStale"].Expression, StringComparison.Ordinal);
        Assert.Contains("< 30 * 86400", byName["FlinkReadyWaiverExpiring"].Expression, StringComparison.Ordinal);
        Assert.Equal("20m", byName["FlinkReadyTargetDown"].For);
        Assert.Equal("critical", byName["FlinkReadyTargetDown"].Labels["severity"]);
        Assert.All(alerts, alert => Assert.Equal("platform", alert.Labels["team"]));
        Assert.Contains("[6h:1m]", byName["FlinkReadyViolationCritical"].Expression, StringComparison.Ordinal);
        Assert.Contains("[30m]", byName["FlinkReadyViolationCritical"].Expression, StringComparison.Ordinal);
        var parsed = await Promtool.ParseAsync(alerts.Select(alert => alert.Expression));
        Assert.True(parsed.ExitCode == 0, parsed.All);
    }

    [NeedsFact(Need.Helm)]
    public async Task No_placeholder_is_left()
    {
        var alerts = await AlertFiles.RenderAsync();

        Assert.All(alerts, alert => Assert.DoesNotMatch("%[a-zA-Z]+%", $"{alert.Expression}{string.Concat(alert.Annotations.Values)}"));
    }

    [NeedsFact(Need.Helm)]
    public async Task Runbooks_can_lie_elsewhere()
    {
        var alerts = await AlertFiles.RenderAsync(
            "prometheusRule.rulePage=https://flinkready.example.com/rules/RULE", "prometheusRule.alertPage=https://wiki.example.com/ALERT");
        var pages = alerts.ToDictionary(alert => alert.Name, alert => alert.Annotations["runbook_url"]);

        Assert.Equal("https://flinkready.example.com/rules/{{ $labels.rule }}", pages["FlinkReadyViolationCritical"]);
        Assert.Equal("https://flinkready.example.com/rules/max-parallelism-headroom", pages["FlinkReadyHeadroomLow"]);
        Assert.Equal("https://wiki.example.com/flinkreadytargetdown", pages["FlinkReadyTargetDown"]);
    }

    [NeedsTheory(Need.Helm)]
    [InlineData("config.web.publicUrl=https://ready.example.com/flink/")]
    [InlineData("prometheusRule.statusPage=https://ready.example.com/flink")]
    public async Task Alerts_lead_to_the_page_of_their_job_where_the_address_is_known(string set)
    {
        var pages = (await AlertFiles.RenderAsync(set)).ToDictionary(alert => alert.Name, alert => alert.Annotations.GetValueOrDefault("page_url"));

        Assert.Equal(
            "https://ready.example.com/flink/{{ if $labels.job_name }}job?target={{ urlquery $labels.target }}&name={{ urlquery $labels.job_name }}{{ else if $labels.target }}target?name={{ urlquery $labels.target }}{{ end }}{{ with $labels.rule }}#c-{{ . }}{{ end }}",
            pages["FlinkReadyViolationCritical"]);
        Assert.Equal(["FlinkReadyMonitorAbsent"], pages.Where(page => page.Value is null).Select(page => page.Key));
        Assert.All(await AlertFiles.RenderAsync(), alert => Assert.DoesNotContain("page_url", alert.Annotations.Keys));
    }

    [NeedsFact(Need.Helm | Need.SharedMaterial)]
    public async Task With_every_alert_off_the_rule_stays_valid()
    {
        var off = AlertFiles.Rules.Select(alert => $"prometheusRule.alerts.{alert.Name}.enabled=false");
        var manifests = await Helm.RenderAsync("deployment-minimal-values.yaml", ["prometheusRule.enabled=true", .. off]);

        Assert.Empty(ManifestSchemas.Check(manifests.TheOne("PrometheusRule")));
    }
}
