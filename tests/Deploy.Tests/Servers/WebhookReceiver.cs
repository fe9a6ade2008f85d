using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using FlinkReady.Deploy.Tests.Manifests;

namespace FlinkReady.Deploy.Tests.Servers;

/// <summary>Receives what Alertmanager sends, and knows the last state of each alert.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, string> _states = new();
    private readonly LocalHttpServer _server;

    /// <summary>Starts to listen.</summary>
    public WebhookReceiver() => _server = new LocalHttpServer(request =>
    {
        foreach (var alert in JsonNode.Parse(request.Body).At("alerts")!.AsArray())
        {
            _states[Key(alert.Text("labels.alertname"), alert.Text("labels.target"), alert.Text("labels.rule"))] = alert.Text("status")!;
        }

        return new LocalAnswer(200, string.Empty, "text/plain");
    });

    /// <summary>Where to send alerts.</summary>
    public Uri Address => _server.Address;

    /// <summary>Waits until an alert is <c>firing</c> or <c>resolved</c>.</summary>
    public Task UntilAsync(string status, string alert, string? target = null, string? rule = null) =>
        Eventually.UntilAsync(
            () => Task.FromResult(State(alert, target, rule) == status), $"{Key(alert, target, rule)} is {status}, last seen: {State(alert, target, rule) ?? "never"}");

    /// <summary>The last state that was told of an alert; null where none was.</summary>
    public string? State(string alert, string? target = null, string? rule = null) => _states.GetValueOrDefault(Key(alert, target, rule));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static string Key(string? alert, string? target, string? rule) => $"{alert}/{target}/{rule}";
}
