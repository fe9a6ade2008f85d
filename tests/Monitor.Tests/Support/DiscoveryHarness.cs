using System.Text.Json.Nodes;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Discovery;
using FlinkReady.Monitor.Histories;
using FlinkReady.TestSupport.Kubernetes;

namespace FlinkReady.Monitor.Tests.Support;

/// <summary>Discovery on a fake API server, and the poller behind it, with a clock that only a test moves.</summary>
internal sealed class DiscoveryHarness : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly DiscoveryService _discovery;

    private DiscoveryHarness(PollingHarness polling, FakeApiServer server, FakeResources resources)
    {
        (Polling, Server, Resources) = (polling, server, resources);
        _folder = Directory.CreateTempSubdirectory("flinkready-discovery");
        var kubeconfig = Path.Combine(_folder.FullName, "config");
        File.WriteAllText(kubeconfig, Kubeconfig(server.Url));
        _discovery = new DiscoveryService(
            polling.InForce, new KubernetesAccess(kubeconfig, new Dictionary<string, string>()), polling.Status, polling.PublishedState, new DiscoveryOptions(static () => 0.5), polling.Time, Log);
    }

    /// <summary>A kubeconfig for a server.</summary>
    public static string Kubeconfig(string url) => $$"""
        current-context: test
        clusters: [{ name: test, cluster: { server: "{{url}}" } }]
        contexts: [{ name: test, context: { cluster: test, user: test } }]
        users: [{ name: test, user: { token: secret } }]
        """;

    public PollingHarness Polling { get; }

    public FakeApiServer Server { get; }

    public FakeResources Resources { get; }

    public CollectingLogger<DiscoveryService> Log { get; } = new();

    public static Task<DiscoveryHarness> StartAsync(ScriptedSources sources, KubernetesSettings settings, FakeResources resources, TargetSet? configured = null) =>
        StartAsync(sources, new MonitorConfiguration { Kubernetes = settings, Targets = configured ?? [] }, resources);

    public static async Task<DiscoveryHarness> StartAsync(ScriptedSources sources, MonitorConfiguration configuration, FakeResources resources, RunHistory? history = null)
    {
        var polling = PollingHarness.Start(sources, configuration, history: history);
        var server = await FakeApiServer.StartAsync(polling.Time);
        server.Otherwise = resources.AnswerAsync;
        var harness = new DiscoveryHarness(polling, server, resources);
        await harness._discovery.StartAsync(CancellationToken.None);
        return harness;
    }

    /// <summary>Moves the clock in steps until something holds. Where the number of steps counts, each leaves the machine time to do what is due by then.</summary>
    public async Task UntilAsync(Func<bool> holds, double seconds = 0.5, TimeSpan patience = default)
    {
        for (var tries = 0; !holds(); tries++)
        {
            if (_discovery.ExecuteTask is { IsFaulted: true } failed)
            {
                await failed;
            }

            Assert.True(tries < 3000, "it never came to be: " + string.Join(" | ", Log.Entries.TakeLast(10)));
            var began = TimeProvider.System.GetTimestamp();
            do
            {
                await Task.Delay(TimeSpan.FromMilliseconds(tries < 20 ? 2 : 10), TimeProvider.System);
            }
            while (!holds() && TimeProvider.System.GetElapsedTime(began) < patience);

            Polling.Time.Advance(TimeSpan.FromSeconds(seconds));
        }
    }

    /// <summary>Makes a deployment one that is suspended.</summary>
    public static void Suspend(JsonObject deployment)
    {
        deployment["spec"]!["job"]!["state"] = "suspended";
        deployment["status"]!["lifecycleState"] = "SUSPENDED";
        deployment["status"]!["jobManagerDeploymentStatus"] = "MISSING";
    }

    /// <summary>A FlinkDeployment that is deployed and does well.</summary>
    public static string Deployment(string name, Action<JsonObject>? change = null, string ns = "orders")
    {
        var resource = JsonNode.Parse($$$"""
            {
              "apiVersion": "flink.apache.org/v1beta1", "kind": "FlinkDeployment",
              "metadata": { "name": "{{{name}}}", "namespace": "{{{ns}}}", "generation": 1 },
              "spec": { "flinkVersion": "v1_20", "flinkConfiguration": { "taskmanager.numberOfTaskSlots": "2" }, "job": { "jarURI": "local:///a.jar", "state": "running", "upgradeMode": "savepoint" } },
              "status": { "jobManagerDeploymentStatus": "READY", "lifecycleState": "STABLE", "observedGeneration": 1, "jobStatus": { "state": "RUNNING" }, "reconciliationStatus": { "lastReconciledSpec": "{}", "state": "DEPLOYED" } }
            }
            """)!.AsObject();
        change?.Invoke(resource);
        return resource.ToJsonString();
    }

    public async ValueTask DisposeAsync()
    {
        await _discovery.StopAsync(CancellationToken.None);
        _discovery.Dispose();
        await Polling.DisposeAsync();
        await Server.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
