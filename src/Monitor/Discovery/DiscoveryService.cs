using FlinkReady.Deployments.Resources;
using FlinkReady.KubernetesApi.Access;
using FlinkReady.KubernetesApi.Transport;
using FlinkReady.KubernetesApi.Watching;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Diagnostics;
using FlinkReady.Monitor.Targets;

namespace FlinkReady.Monitor.Discovery;

/// <summary>Watches the resources of Kubernetes for as long as the configuration says so, and hands on what follows from them. Without that it sleeps.</summary>
internal sealed class DiscoveryService(
    ConfigurationInForce inForce,
    KubernetesAccess access,
    DiscoveryStatus status,
    PublishedState board,
    DiscoveryOptions options,
    TimeProvider time,
    ILogger<DiscoveryService> logger) : BackgroundService
{
    // What changes of one resource within a second is one change.
    private static readonly TimeSpan Coalescing = TimeSpan.FromSeconds(1);

    // The start does not wait longer than this for a source that does not answer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // Kept while watches begin anew: an upgrade that lasts too long does so whatever is reloaded meanwhile.
    private SeenStates _states = new(time);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var (settings, configured, changed) = inForce.Kubernetes;
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, changed);
            try
            {
                if (settings is null)
                {
                    // What nobody looks at may change meanwhile.
                    (_states, status.Sources) = (new SeenStates(time), []);
                    board.Discovered(isComplete: true);
                    await Task.Delay(Timeout.InfiniteTimeSpan, time, ended.Token);
                }
                else
                {
                    await WatchAsync(settings, configured, ended, changed);
                }
            }
            catch (AccessException exception)
            {
                Log.NoAccess(logger, exception.Message);
                board.Discovered(isComplete: false);
                await Task.Delay(Timeout.InfiniteTimeSpan, time, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                // Anew, under another configuration, or the end.
            }
        }
    }

    private async Task WatchAsync(KubernetesSettings settings, TargetSet configured, CancellationTokenSource ended, CancellationToken changed)
    {
        board.Discovering();
        var reached = access.Read();
        using var client = new ApiClient(reached, time);
        var signal = new ChangeSignal(time);
        IReadOnlyList<KubernetesResource> known = [.. status.Sources.SelectMany(static source => source.Resources)];
        IReadOnlyList<WatchedSource> sources = [.. WatchedSources.Of(settings, reached.Namespace).Select(path =>
            new WatchedSource(path, WatchedSources.Within(path, settings, known), status.Counters, signal.Set, logger))];
        status.Sources = sources;
        var watches = sources.Select(source =>
            new ResourceWatch<SeenResource>(client, source.Path, SeenResource.Reader(source.Path.Kind, settings), source, options.Random, time).RunAsync(ended.Token)).ToList();
        var showing = ShowAsync(new ResourceConcluder(settings, configured, _states, logger), sources, signal, changed, ended.Token);
        try
        {
            // None of them ends by itself: one that does takes the others with it.
            await await Task.WhenAny([.. watches, showing]);
        }
        finally
        {
            await ended.CancelAsync();
            await Task.WhenAll([.. watches, showing]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ShowAsync(
        ResourceConcluder concluder, IReadOnlyList<WatchedSource> sources, ChangeSignal signal, CancellationToken changed, CancellationToken cancellationToken)
    {
        var startedAt = time.GetTimestamp();
        var isFirst = true;
        TimeSpan? due = Patience;
        while (true)
        {
            await signal.WaitAsync(due, cancellationToken);
            signal.Reset();
            var isTried = sources.All(static source => source.IsTried);
            if (isFirst && !isTried && time.GetElapsedTime(startedAt) < Patience)
            {
                continue;
            }

            if (!isFirst)
            {
                await Task.Delay(Coalescing, time, cancellationToken);
                signal.Reset();
            }

            isFirst = false;
            var targets = concluder.Conclude(sources.SelectMany(static source => source.Resources));
            await inForce.DiscoverAsync(targets, changed, cancellationToken);
            if (isTried)
            {
                board.Discovered(sources.All(static source => source.IsSettled));
            }

            due = concluder.UntilDue(targets);
        }
    }
}

/// <summary>What discovery is handed.</summary>
/// <param name="Random">Random numbers from 0 to 1.</param>
internal sealed record DiscoveryOptions(Func<double> Random);
