using FlinkReady.Deploy.Tests.Manifests;
using FlinkReady.Deploy.Tests.Tools;

namespace FlinkReady.Deploy.Tests.Chart;

public sealed class CronJobTests
{
    private const string Values = "cronjob-values.yaml";

    [NeedsFact(Need.Helm)]
    public async Task It_scans_with_the_configuration_and_fails_on_what_the_values_say()
    {
        var job = (await Helm.RenderAsync(Values)).TheOne("CronJob");

        Assert.Equal(
            ["scan", "--config", "/etc/flinkready/flinkready.yaml", "--fail-on", "critical", "--format", "markdown", "--require-complete", "--log-format", "json"],
            DeploymentTests.Texts(job.PodTemplate().At("spec.containers.0.args")));
        Assert.Equal("30 5 * * 1-5", job.Text("spec.schedule"));
    }

    [NeedsFact(Need.Helm)]
    public async Task A_violation_fails_the_Job_at_once_and_is_not_tried_again()
    {
        var job = (await Helm.RenderAsync(Values)).TheOne("CronJob");

        Assert.Equal("0", job.Text("spec.jobTemplate.spec.backoffLimit"));
        Assert.Equal("Never", job.PodTemplate().Text("spec.restartPolicy"));
        Assert.Equal("Forbid", job.Text("spec.concurrencyPolicy"));
    }

    [NeedsFact(Need.Helm)]
    public async Task It_serves_nothing()
    {
        var manifests = await Helm.RenderAsync(
            Values, "serviceMonitor.enabled=true", "podMonitor.enabled=true", "prometheusRule.enabled=true", "podDisruptionBudget.enabled=true", "grafanaDashboard.enabled=true");

        Assert.Equal(["ConfigMap", "CronJob", "NetworkPolicy", "ServiceAccount"], manifests.Select(manifest => manifest.Kind()).Order());
        Assert.Null(manifests.TheOne("CronJob").PodTemplate().At("spec.containers.0.ports"));
        Assert.Null(DeploymentTests.Config(manifests)["listen"]);
    }

    [NeedsFact(Need.Helm)]
    public async Task Completeness_is_asked_for_only_where_it_is_wanted()
    {
        var job = (await Helm.RenderAsync(Values, "cronjob.requireComplete=false", "cronjob.failOn=never")).TheOne("CronJob");
        var arguments = DeploymentTests.Texts(job.PodTemplate().At("spec.containers.0.args")).ToList();

        Assert.DoesNotContain("--require-complete", arguments);
        Assert.Equal("never", arguments[arguments.IndexOf("--fail-on") + 1]);
    }
}
