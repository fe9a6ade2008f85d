using System.Text.Json.Nodes;
using FlinkReady.Deploy.Tests.Dashboards;
using FlinkReady.Deploy.Tests.Manifests;
using FlinkReady.Deploy.Tests.Tools;

namespace FlinkReady.Deploy.Tests.Servers;

/// <summary>The dashboard's queries against a real Prometheus that scrapes the demo.</summary>
public sealed class DashboardDataTests
{
    [NeedsFact(Need.Prometheus)]
    public async Task Prometheus_answers_every_query_and_the_demo_fills_the_main_panels()
    {
        var listen = $"127.0.0.1:{LoopbackPort.Free()}";
        await using var demo = await ServerProcess.StartAsync(
            "dotnet", _ => [Flinkready.Assembly, "demo", "--listen", listen], new Uri($"http://{listen}/readyz"), new Dictionary<string, string>());
        await using var prometheus = await PrometheusServer.StartAsync(listen, "127.0.0.1:9");
        await Eventually.UntilAsync(async () => (await ResultsAsync(prometheus, "flinkready_target_up == 1")).Count > 0, "the demo is scraped");

        foreach (var query in Dashboard.Queries)
        {
            // Throws where Prometheus refuses the query.
            await ResultsAsync(prometheus, Dashboard.Interpolate(query.Expression));
        }

        foreach (var metric in new[] { "flinkready_violation", "flinkready_target_score_ratio", "flinkready_job_operators", "flinkready_job_checkpoint_state_bytes", "flinkready_job_max_parallelism_headroom_ratio" })
        {
            Assert.NotEmpty(await ResultsAsync(prometheus, metric));
        }
    }

    private static async Task<JsonArray> ResultsAsync(PrometheusServer prometheus, string query)
    {
        var answer = JsonNode.Parse(await Http.GetAsync(new Uri(prometheus.Address, $"/api/v1/query?query={Uri.EscapeDataString(query)}")));
        Assert.Equal("success", answer.Text("status"));
        return answer.At("data.result")!.AsArray();
    }
}
