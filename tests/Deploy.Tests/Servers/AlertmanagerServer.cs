namespace FlinkReady.Deploy.Tests.Servers;

/// <summary>A real Alertmanager that sends what fires and what resolves to a webhook, at once.</summary>
public sealed class AlertmanagerServer : IAsyncDisposable
{
    private readonly ServerProcess _process;

    private AlertmanagerServer(ServerProcess process, Uri address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>Starts it: the test says that it needs the Alertmanager.</summary>
    public static async Task<AlertmanagerServer> StartAsync(Uri webhook)
    {
        var address = new Uri($"http://127.0.0.1:{LoopbackPort.Free()}");
        var files = new Dictionary<string, string>
        {
            ["alertmanager.yaml"] = $$"""
                route: { receiver: webhook, group_by: ["..."], group_wait: 0s, group_interval: 1s, repeat_interval: 1h }
                receivers: [{ name: webhook, webhook_configs: [{ url: "{{webhook}}", send_resolved: true }] }]
                """,
        };
        var process = await ServerProcess.StartAsync(
            Needs.Alertmanager!.Path,
            folder =>
            [
                $"--config.file={folder}/alertmanager.yaml", $"--storage.path={folder}/data", $"--web.listen-address={address.Authority}",
                "--cluster.listen-address=",
            ],
            new Uri(address, "/-/ready"),
            files);
        return new AlertmanagerServer(process, address);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
