namespace FlinkReady.Deploy.Tests.Servers;

/// <summary>From a scraped page to a received alert, with the real Prometheus and the real Alertmanager.</summary>
public sealed class AlertDeliveryTests
{
    private const string Violated = """
        flinkready_build_info{version="1.0.0",revision="x"} 1
        flinkready_target_up{target="orders"} 1
        flinkready_violation{target="orders",job_name="enrich",rule="operator-uid",severity="critical"} 3

        """;

    private const string Fixed = """
        flinkready_build_info{version="1.0.0",revision="x"} 1
        flinkready_target_up{target="orders"} 1

        """;

    [NeedsFact(Need.Prometheus | Need.Alertmanager)]
    public async Task A_violation_arrives_outlasts_an_outage_and_resolves_when_it_is_fixed()
    {
        var page = Violated;
        await using var exporter = new LocalHttpServer(_ => LocalAnswer.Metrics(page));
        await using var webhook = new WebhookReceiver();
        await using var alertmanager = await AlertmanagerServer.StartAsync(webhook.Address);
        await using var prometheus = await PrometheusServer.StartAsync(exporter.Address.Authority, alertmanager.Address.Authority);

        await webhook.UntilAsync("firing", "FlinkReadyViolationCritical", "orders", "operator-uid");

        // The JobManager goes away: the monitor keeps the violation and says that the target is down.
        page = Violated.Replace("flinkready_target_up{target=\"orders\"} 1", "flinkready_target_up{target=\"orders\"} 0");
        await webhook.UntilAsync("firing", "FlinkReadyTargetDown", "orders");
        Assert.Equal("firing", webhook.State("FlinkReadyViolationCritical", "orders", "operator-uid"));

        page = Fixed;
        await webhook.UntilAsync("resolved", "FlinkReadyTargetDown", "orders");
        await webhook.UntilAsync("resolved", "FlinkReadyViolationCritical", "orders", "operator-uid");
    }
}
