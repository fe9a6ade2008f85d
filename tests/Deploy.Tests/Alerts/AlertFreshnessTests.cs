using FlinkReady.Deploy.Tests.Tools;

namespace FlinkReady.Deploy.Tests.Alerts;

[Trait("generated", "true")]
public sealed class AlertFreshnessTests
{
    [NeedsFact(Need.Helm)]
    public async Task The_rule_file_holds_what_the_chart_renders() =>
        GeneratedFile.AssertFresh(RuleFileWriter.Write(await AlertFiles.RenderAsync()), AlertFiles.RulesPath);

    [NeedsFact(Need.Helm)]
    public async Task The_Grafana_managed_rules_hold_what_the_chart_renders() =>
        GeneratedFile.AssertFresh(GrafanaAlertingWriter.Write(await AlertFiles.RenderAsync()), AlertFiles.GrafanaPath);
}
