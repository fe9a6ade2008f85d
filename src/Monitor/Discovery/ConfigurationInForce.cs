using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Polling;
using FlinkReady.Monitor.Targets;
using FlinkReady.Readiness.Judging;

namespace FlinkReady.Monitor.Discovery;

/// <summary>
/// Puts together what the configuration says and what was discovered, and gives it to the poller: targets that were found come and go the way a reload lets
/// them.
/// </summary>
internal sealed class ConfigurationInForce(PublishedState board, PollingService polling, DiscoveredFacts facts, IAssessmentObserver observer, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private MonitorConfiguration _configured = board.Configuration;
    private volatile IReadOnlyList<DiscoveredTarget> _discovered = [];
    private volatile CancellationTokenSource _changed = new();

    /// <summary>What was discovered.</summary>
    public IReadOnlyList<DiscoveredTarget> Discovered => _discovered;

    /// <summary>How targets are looked for, null where they are not; the token ends when that changes.</summary>
    public (KubernetesSettings? Settings, TargetSet Configured, CancellationToken Changed) Kubernetes
    {
        get
        {
            // The token first: what changes in between is noticed at once.
            var changed = _changed.Token;
            var configured = Volatile.Read(ref _configured);
            return (configured.Kubernetes, OfAllReplicas(configured), changed);
        }
    }

    /// <summary>Takes over a configuration that was read again.</summary>
    public async Task ReloadAsync(MonitorConfiguration configuration, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var earlier = _configured;
            Volatile.Write(ref _configured, configuration);
            _discovered = configuration.Kubernetes is null ? [] : _discovered;
            await ApplyAsync();
            board.Reloaded();
            if (configuration.Kubernetes != earlier.Kubernetes || !OfAllReplicas(configuration).SequenceEqual(OfAllReplicas(earlier)))
            {
                var ended = _changed;
                _changed = new CancellationTokenSource();
                await ended.CancelAsync();
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Takes over what was discovered under a configuration; nothing happens where that is no longer the one in force.</summary>
    public async Task DiscoverAsync(IReadOnlyList<DiscoveredTarget> discovered, CancellationToken changed, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (!changed.IsCancellationRequested)
            {
                // What other replicas look at has no series here either.
                _discovered = _configured.Shard is { } shard ? [.. discovered.Where(target => target.BelongsTo is not { } name || shard.Owns(name))] : discovered;
                await ApplyAsync();
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gate.Dispose();
        _changed.Dispose();
    }

    // What is discovered stands back behind all targets of the configuration, whoever looks at them.
    private static TargetSet OfAllReplicas(MonitorConfiguration configuration) => [.. configuration.Targets, .. configuration.Elsewhere ?? []];

    private async Task ApplyAsync()
    {
        facts.Replace(_discovered, time.GetUtcNow());
        var configuration = _configured with
        {
            Targets = [.. _configured.Targets, .. _discovered.Where(static target => target.IsPolled).Select(static target => target.Definition!)],
            Parked = _discovered.Where(static target => target.IsParked).Select(static target => target.Definition!.Name).ToHashSet(StringComparer.Ordinal),
        };
        board.Show(SuspendedTargets.Of(_discovered, new Assessor(configuration.Policy, observer), isCovered: null, time.GetUtcNow()));
        var now = board.Configuration;
        if ((now with { Targets = configuration.Targets, Parked = configuration.Parked }) == configuration && now.Targets.SequenceEqual(configuration.Targets) && now.Parked.SetEquals(configuration.Parked))
        {
            return;
        }

        await polling.ApplyAsync(configuration);
    }
}
