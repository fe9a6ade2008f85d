using FlinkReady.Deploy.Tests.Tools;

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

    /// <summary>Starts it; skips the test where Alertmanager is not installed.</summary>
    public static async Task<AlertmanagerServer> StartAsync(Uri webhook)
    {
        // Debian's package calls it otherwise than the project does.
        var program = Command.Find("prometheus-alertmanager") ?? Command.Find("alertmanager");
        Assert.SkipWhen(program is null, "Alertmanager is not installed");
        var address = new Uri($"http://127.0.0.1:{LocalPorts.Free()}");
        var files = new Dictionary<string, string>
        {
            ["alertmanager.yaml"] = $$"""
                route: { receiver: webhook, group_by: ["..."], group_wait: 0s, group_interval: 1s, repeat_interval: 1h }
                receivers: [{ name: webhook, webhook_configs: [{ url: "{{webhook}}", send_resolved: true }] }]
                """,
        };
        var process = await ServerProcess.StartAsync(
            program!,
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
