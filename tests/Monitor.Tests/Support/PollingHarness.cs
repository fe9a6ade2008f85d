using System.Collections.Concurrent;
using FlinkReady.Monitor.Changes;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Discovery;
using FlinkReady.Monitor.Histories;
using FlinkReady.Monitor.Metrics;
using FlinkReady.Monitor.Polling;
using FlinkReady.Monitor.Targets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlinkReady.Monitor.Tests.Support;

/// <summary>The poller with a clock that only a test moves.</summary>
internal sealed class PollingHarness : ITargetObserver, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, (int Timers, long At)> _polled = new(StringComparer.Ordinal);
    private TaskCompletionSource _published = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PollingHarness(ScriptedSources sources, MonitorConfiguration configuration, double jitter = 0, ITargetObserver? extra = null, RunHistory? history = null)
    {
        Sources = sources;
        var errors = new RuleErrors(NullLogger<RuleErrors>.Instance);
        Metrics = new MetricsStore(Time, errors, new HistoryFaults(NullLogger<HistoryFaults>.Instance), new ChangeLog(Time), () => new DiscoverySeries(InForce!, Status, PublishedState!));
        PublishedState = new PublishedState(configuration, [.. new[] { Metrics, this, extra, history }.OfType<ITargetObserver>()], errors, Time);
        Heartbeat = new Heartbeat(Time);
        Polling = new PollingService(PublishedState, sources, errors, Heartbeat, history is null ? new PollingOptions(null, () => jitter) : new PollingOptions(null, () => jitter) { InitialState = history.StateOf }, Time, Log, Facts);
        InForce = new ConfigurationInForce(PublishedState, Polling, Facts, errors, Time);
    }

    public CountingTime Time { get; } = new(Made.Noon);

    public DiscoveredFacts Facts { get; } = new(isFirstLook: false);

    public DiscoveryStatus Status { get; } = new();

    public ConfigurationInForce InForce { get; }

    public ScriptedSources Sources { get; }

    public PublishedState PublishedState { get; }

    public MetricsStore Metrics { get; }

    public Heartbeat Heartbeat { get; }

    public PollingService Polling { get; }

    public CollectingLogger<PollingService> Log { get; } = new();

    /// <summary>The metrics page as of now.</summary>
    public string Page
    {
        get
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            return Exposition.TextOf(Metrics.Page(PublishedState.Latest));
        }
    }

    public static MonitorConfiguration Configuration(params string[] targets) => new()
    {
        Targets = [.. targets.Select(name => new TargetDefinition { Name = name, Connection = new() { Urls = [new Uri($"http://{name}:8081/")] } })],
    };

    public static PollingHarness Start(ScriptedSources sources, params string[] targets) => Start(sources, Configuration(targets));

    public static PollingHarness Start(ScriptedSources sources, MonitorConfiguration configuration, double jitter = 0, ITargetObserver? extra = null, RunHistory? history = null)
    {
        var harness = new PollingHarness(sources, configuration, jitter, extra, history);
        _ = harness.Polling.StartAsync(CancellationToken.None);
        return harness;
    }

    /// <summary>Waits until so many polls of a target are published, and its loop waits for the next one: a clock that moves before that moves past it.</summary>
    public Task PolledAsync(string target, long polls) => UntilAsync(() => PublishedState.Latest.Find(target)?.Counters.Polls >= polls && IsWaiting(target));

    /// <summary>Waits until something holds; looked at whenever something is published.</summary>
    public async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            Task published;
            lock (_lock)
            {
                published = _published.Task;
            }

            if (condition())
            {
                return;
            }

            // Observers are told before the board shows it: look again shortly after.
            await Task.WhenAny(published, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token));
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    public void Published(TargetView view, MonitorConfiguration configuration)
    {
        _polled[view.Target.Name] = (Time.Timers, TimeProvider.System.GetTimestamp());
        Signal();
    }

    public void Withdrawn(string name, bool isParked) => Signal();

    // Who is late for its next poll sets no timer at all.
    private bool IsWaiting(string target) =>
        !_polled.TryGetValue(target, out var polled) || Time.Timers > polled.Timers || TimeProvider.System.GetElapsedTime(polled.At) > TimeSpan.FromMilliseconds(300);

    public async ValueTask DisposeAsync()
    {
        await Polling.StopAsync(CancellationToken.None);
        Polling.Dispose();
        InForce.Dispose();
    }

    private void Signal()
    {
        lock (_lock)
        {
            _published.TrySetResult();
            _published = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}

/// <summary>Keeps what is logged.</summary>
internal sealed class CollectingLogger<T> : ILogger<T>
{
    private readonly List<(int Id, string Text)> _entries = [];

    public IReadOnlyList<(int Id, string Text)> Entries
    {
        get
        {
            lock (_entries)
            {
                return [.. _entries];
            }
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_entries)
        {
            _entries.Add((eventId.Id, formatter(state, exception)));
        }
    }
}
