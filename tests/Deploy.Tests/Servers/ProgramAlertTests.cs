using FlinkReady.Deploy.Tests.Tools;

namespace FlinkReady.Deploy.Tests.Servers;

/// <summary>From a JobManager's answers to a received alert: the built program, the real Prometheus, the real Alertmanager.</summary>
public sealed class ProgramAlertTests
{
    [NeedsFact(Need.SharedMaterial | Need.Prometheus | Need.Alertmanager)]
    public async Task An_alert_on_a_job_arrives_outlasts_an_outage_and_resolves_when_the_job_is_fixed()
    {
        // A cluster without high availability and with a job that takes no checkpoints; later one that has both.
        var broken = SharedMaterial.PathOf("flink-recordings", "1.20.5", "s1-session-plain", "09-running");
        var sound = SharedMaterial.PathOf("flink-recordings", "1.20.5", "s2-session-zookeeper", "00-running-from-8081");

        await using var jobManager = new RecordedJobManager(broken!);
        var listen = $"127.0.0.1:{LoopbackPort.Free()}";
        await using var webhook = new WebhookReceiver();
        await using var alertmanager = await AlertmanagerServer.StartAsync(webhook.Address);
        await using var prometheus = await PrometheusServer.StartAsync(listen, alertmanager.Address.Authority);
        await using var flinkready = await ServerProcess.StartAsync(
            "dotnet",
            folder => [Flinkready.Assembly, "watch", "--config", Path.Combine(folder, "flinkready.yaml"), "--listen", listen],
            new Uri($"http://{listen}/readyz"),
            new Dictionary<string, string> { ["flinkready.yaml"] = $"pollInterval: 5s\ntargets: [{{ name: orders, url: '{jobManager.Address}' }}]\n" });

        await webhook.UntilAsync("firing", "FlinkReadyViolationCritical", "orders", "ha-enabled");
        await webhook.UntilAsync("firing", "FlinkReadyViolationCritical", "orders", "checkpointing-enabled");

        jobManager.GoAway();
        await webhook.UntilAsync("firing", "FlinkReadyTargetDown", "orders");
        Assert.Equal("firing", webhook.State("FlinkReadyViolationCritical", "orders", "ha-enabled"));
        Assert.Equal("firing", webhook.State("FlinkReadyViolationCritical", "orders", "checkpointing-enabled"));

        jobManager.Become(sound!);
        await webhook.UntilAsync("resolved", "FlinkReadyTargetDown", "orders");
        await webhook.UntilAsync("resolved", "FlinkReadyViolationCritical", "orders", "ha-enabled");
        await webhook.UntilAsync("resolved", "FlinkReadyViolationCritical", "orders", "checkpointing-enabled");
    }
}
