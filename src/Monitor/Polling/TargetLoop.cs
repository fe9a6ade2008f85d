using FlinkReady.Monitor.Targets;

namespace FlinkReady.Monitor.Polling;

/// <summary>Polls one target for as long as it is watched, on a schedule of its own.</summary>
internal sealed class TargetLoop : IAsyncDisposable
{
    private readonly PollingContext _context;
    private readonly ITargetSource _source;
    private readonly PollSchedule _schedule;
    private readonly CancellationTokenSource _stop;
    private readonly CancellationToken _stopping;
    private TargetView _view;

    /// <summary>Publishes the target as not yet polled, and begins with the first poll.</summary>
    public TargetLoop(PollingContext context, TargetView initial, ITargetSource source, PollSchedule schedule, CancellationToken stopping)
    {
        _context = context;
        _source = source;
        _schedule = schedule;
        _view = initial;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _stopping = _stop.Token;
        context.PublishedState.Publish(initial);
        Completion = Task.Run(RunAsync, CancellationToken.None);
    }

    /// <summary>Ends when the target is no longer watched; faulted where something went wrong that nobody foresaw.</summary>
    public Task Completion { get; }

    /// <summary>What was published last.</summary>
    public TargetView View => Volatile.Read(ref _view);

    /// <summary>Stops polling; a poll that is under way is given up.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _source.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            if (_schedule.First > TimeSpan.Zero)
            {
                await Task.Delay(_schedule.First, _context.Time, _stopping);
            }

            while (true)
            {
                using (await _context.Places.EnterAsync(View.IsDown, _stopping))
                {
                    var view = await _context.Poll.RunAsync(View, _source, _context.Assessor, _stopping);
                    Volatile.Write(ref _view, view);
                    _context.PublishedState.Publish(view);
                }

                await Task.Delay(_schedule.Next(), _context.Time, _stopping);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
        }
    }
}
