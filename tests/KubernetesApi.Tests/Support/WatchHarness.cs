using System.Collections.Concurrent;
using System.Text.Json;
using FlinkReady.KubernetesApi.Access;
using FlinkReady.KubernetesApi.Failures;
using FlinkReady.KubernetesApi.Paths;
using FlinkReady.KubernetesApi.Transport;
using FlinkReady.KubernetesApi.Watching;
using FlinkReady.TestSupport.Kubernetes;
using Microsoft.Extensions.Time.Testing;

namespace FlinkReady.KubernetesApi.Tests.Support;

/// <summary>A watch on a fake server, with a clock that moves only when the test says so.</summary>
internal sealed class WatchHarness : IAsyncDisposable, IResourceSink<string>
{
    private readonly CancellationTokenSource _stop = new();
    private ApiClient? _client;
    private Task _watch = Task.CompletedTask;

    private WatchHarness(FakeTimeProvider time, FakeApiServer server)
    {
        Time = time;
        Server = server;
    }

    public FakeTimeProvider Time { get; }

    public FakeApiServer Server { get; }

    /// <summary>What is known: key and the resource's version.</summary>
    public ConcurrentDictionary<ResourceKey, string?> Known { get; } = [];

    /// <summary>What was told, a line each.</summary>
    public ConcurrentQueue<string> Told { get; } = [];

    public ConcurrentQueue<ApiFailure> Failures { get; } = [];

    public ConcurrentQueue<WatchCondition> Conditions { get; } = [];

    public IReadOnlyList<ApiRequest> Requests => [.. Server.Requests];

    public static ResourcePath Path { get; } = new(ResourceKind.FlinkDeployments, "v1beta1", "orders", null);

    public static async Task<WatchHarness> CreateAsync()
    {
        var time = new FakeTimeProvider();
        return new WatchHarness(time, await FakeApiServer.StartAsync(time));
    }

    public ApiClient Client(Secret? token = null) => _client ??= new ApiClient(new ApiAccess(new Uri(Server.Url)) { Token = token ?? new Secret(null, "TOKEN") }, Time);

    /// <summary>Starts the watch.</summary>
    public WatchHarness Watch(double random = 0.5, Secret? token = null)
    {
        _watch = new ResourceWatch<string>(Client(token), Path, VersionOf, this, () => random, Time).RunAsync(_stop.Token);
        return this;
    }

    /// <summary>Moves the clock in steps until something holds; fails after 20 s of real time.</summary>
    public async Task UntilAsync(Func<bool> holds, TimeSpan step)
    {
        for (var tries = 0; !holds(); tries++)
        {
            if (_watch.IsFaulted)
            {
                await _watch;
            }

            Assert.True(tries < 2000, "it never came to be; told: " + string.Join(" | ", Told.TakeLast(20)));
            await Task.Delay(TimeSpan.FromMilliseconds(tries < 20 ? 2 : 10), TimeProvider.System);
            Time.Advance(step);
        }
    }

    /// <summary>Waits until something holds, the clock standing still.</summary>
    public Task UntilAsync(Func<bool> holds) => UntilAsync(holds, TimeSpan.Zero);

    public void Listed(ResourceList<string> list)
    {
        Known.Clear();
        foreach (var (key, value) in list.Resources)
        {
            Known[key] = value;
        }

        Told.Enqueue($"list {list.Version}: {list.Resources.Count}");
    }

    public void Changed(ResourceKey key, string kind, string? resource)
    {
        Known[key] = resource;
        Told.Enqueue($"{kind} {key}");
    }

    public void Deleted(ResourceKey key)
    {
        Known.TryRemove(key, out _);
        Told.Enqueue($"DELETED {key}");
    }

    public void Failed(ApiFailure failure)
    {
        Failures.Enqueue(failure);
        Told.Enqueue($"failed: {failure.Word}");
    }

    public void Became(WatchCondition condition)
    {
        Conditions.Enqueue(condition);
        Told.Enqueue($"{condition.Kind}");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _client?.Dispose();
        await Server.DisposeAsync();
        _stop.Dispose();
    }

    public static string? VersionOf(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("metadata").GetProperty("resourceVersion").GetString();
    }
}
