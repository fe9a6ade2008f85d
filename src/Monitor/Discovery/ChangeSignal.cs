namespace FlinkReady.Monitor.Discovery;

/// <summary>Tells one that waits that something changed, however often.</summary>
internal sealed class ChangeSignal(TimeProvider time)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _changed = New();

    /// <summary>Notes a change.</summary>
    public void Set()
    {
        lock (_lock)
        {
            _changed.TrySetResult();
        }
    }

    /// <summary>Waits for a change that nobody has seen yet, but no longer than so long; null for however long it takes.</summary>
    public async Task WaitAsync(TimeSpan? longest, CancellationToken cancellationToken)
    {
        Task changed;
        lock (_lock)
        {
            changed = _changed.Task;
        }

        try
        {
            await changed.WaitAsync(longest ?? Timeout.InfiniteTimeSpan, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // It is time to look again.
        }
    }

    /// <summary>Begins anew: what changes from here on is a new change.</summary>
    public void Reset()
    {
        lock (_lock)
        {
            if (_changed.Task.IsCompleted)
            {
                _changed = New();
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
