using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Diagnostics;
using FlinkReady.Monitor.Targets;
using FlinkReady.Readiness.Judging;

namespace FlinkReady.Monitor.Polling;

/// <summary>
/// The hosted worker: a loop for each target, and a tick that sees to it that every loop lives. A loop that ends unasked ends the
/// program: a monitor that watches half of its targets without saying so is worse than none.
/// </summary>
internal sealed class PollingService(
    PublishedState board,
    ITargetSourceFactory sources,
    IAssessmentObserver observer,
    Heartbeat heartbeat,
    PollingOptions options,
    TimeProvider time,
    ILogger<PollingService> logger,
    ITargetFacts? facts = null) : BackgroundService
{
    private readonly Dictionary<string, TargetLoop> _loops = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TargetView> _parked = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _reconfiguring = new(1);
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PollingContext _context = new(
        board,
        new TargetPoll(time, logger, facts),
        new Assessor(board.Configuration.Policy, observer),
        Places(board.Configuration, time),
        time);

    private CancellationToken _stopping;

    /// <summary>
    /// Puts another configuration in force: targets that are new are polled at once, those that are gone are withdrawn, those that
    /// did not change go on undisturbed.
    /// </summary>
    public async Task ApplyAsync(MonitorConfiguration configuration)
    {
        await _started.Task;
        await _reconfiguring.WaitAsync(_stopping);
        try
        {
            var old = board.Configuration;
            var changes = TargetChange.Between(old, configuration);
            if (!ReferenceEquals(configuration.Policy, old.Policy))
            {
                _context.Assessor = new Assessor(configuration.Policy, observer);
            }

            if (configuration.MaxConcurrentTargets != old.MaxConcurrentTargets || configuration.RequestTimeout != old.RequestTimeout)
            {
                _context.Places = Places(configuration, time);
            }

            var kept = new Dictionary<string, TargetView>(StringComparer.Ordinal);
            foreach (var change in changes)
            {
                switch (change.Kind)
                {
                    case TargetChangeKind.Leaves:
                        board.Withdraw(change.Name, Park(change.Name, await RemoveAsync(change.Name), configuration.Parked));
                        Log.TargetRemoved(logger, change.Name);
                        break;
                    case TargetChangeKind.IsReplaced:
                        await RemoveAsync(change.Name);
                        break;
                    case TargetChangeKind.Changes when await RemoveAsync(change.Name) is { } view:
                        kept[change.Name] = view;
                        break;
                }
            }

            board.Accept(configuration);
            var joining = changes.Select(change => change.Target).OfType<EffectiveTarget>().Where(target => !_loops.ContainsKey(target.Name)).ToList();
            for (var place = 0; place < joining.Count; place++)
            {
                var target = joining[place];
                Add(target, kept.GetValueOrDefault(target.Name) ?? Unpark(target), FirstPoll(target, place, joining.Count, configuration));
            }

            // Also what was suspended before this process saw it: its successor of the same name is another deployment.
            foreach (var name in old.Parked.Where(name => !configuration.Parked.Contains(name)))
            {
                _parked.Remove(name);
                if (!_loops.ContainsKey(name))
                {
                    board.Forget(name);
                }
            }
        }
        finally
        {
            _reconfiguring.Release();
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _stopping = stoppingToken;
        using var timer = new PeriodicTimer(Heartbeat.Interval, time);
        try
        {
            await StartAsync();
            _started.TrySetResult();
            do
            {
                heartbeat.Tick();
                await ThrowIfAnyEndedAsync();
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        finally
        {
            _started.TrySetCanceled(CancellationToken.None);
            await Task.WhenAll(_loops.Values.Select(loop => loop.DisposeAsync().AsTask()));
        }
    }

    private async Task StartAsync()
    {
        await _reconfiguring.WaitAsync(_stopping);
        try
        {
            foreach (var target in board.Configuration.Targets)
            {
                Add(EffectiveTarget.Of(target, board.Configuration), null, TimeSpan.Zero);
            }
        }
        finally
        {
            _reconfiguring.Release();
        }
    }

    private async Task ThrowIfAnyEndedAsync()
    {
        await _reconfiguring.WaitAsync(_stopping);
        try
        {
            foreach (var (name, loop) in _loops)
            {
                if (loop.Completion.IsCompleted && !_stopping.IsCancellationRequested)
                {
                    await loop.Completion;
                    throw new InvalidOperationException($"Polling of target {name} ended unasked.");
                }
            }
        }
        finally
        {
            _reconfiguring.Release();
        }
    }

    // What is known of a target that is suspended is held against what it is when it is resumed.
    private bool Park(string name, TargetView? view, IReadOnlySet<string> parked)
    {
        if (view is null || !parked.Contains(name))
        {
            return false;
        }

        _parked[name] = view;
        return true;
    }

    private TargetView? Unpark(EffectiveTarget target) =>
        _parked.Remove(target.Name, out var view) && view.Target.Connection.Urls.Intersect(target.Definition.Connection.Urls).Any() ? view with { Downtime = null } : null;

    // As many as are polled at once begin at once; where there are more, all of them are spread over an interval.
    private static TimeSpan FirstPoll(EffectiveTarget target, int place, int count, MonitorConfiguration configuration) =>
        configuration.Kubernetes is not null && count > configuration.MaxConcurrentTargets ? target.PollInterval * place / count : TimeSpan.Zero;

    private void Add(EffectiveTarget target, TargetView? earlier, TimeSpan first)
    {
        var source = sources.Create(target);
        var view = earlier is null
            ? new TargetView { Target = target.Definition, Access = source.Access, State = options.InitialState(target.Name) }
            : earlier with { Target = target.Definition, Access = source.Access };
        var schedule = target.Definition.Recording is null
            ? new PollSchedule(target.PollInterval, options.Jitter, time, first)
            : new PollSchedule(options.RecordingStep ?? target.PollInterval, null, time);
        _loops[target.Name] = new TargetLoop(_context, view, source, schedule, _stopping);
        Log.TargetAdded(logger, target.Name, source.Access.Address);
    }

    private async Task<TargetView?> RemoveAsync(string name)
    {
        if (!_loops.Remove(name, out var loop))
        {
            return null;
        }

        await loop.DisposeAsync();
        return loop.View;
    }

    // Nobody waits for a place longer than one request may take.
    private static PollPlaces Places(MonitorConfiguration configuration, TimeProvider time) =>
        new(configuration.MaxConcurrentTargets, configuration.RequestTimeout, time);
}

/// <summary>How polls are timed.</summary>
/// <param name="RecordingStep">From one snapshot of a recording to the next; null for the poll interval.</param>
/// <param name="Jitter">Random numbers from 0 to 1.</param>
internal sealed record PollingOptions(TimeSpan? RecordingStep, Func<double> Jitter)
{
    /// <summary>What a target of a name begins with.</summary>
    public Func<string, TargetState> InitialState { get; init; } = static _ => TargetState.Initial;
}
