namespace FlinkReady.Monitor.Polling;

/// <summary>The scheduler's own tick: whether polling is alive, whatever the targets do.</summary>
internal sealed class Heartbeat(TimeProvider time)
{
    /// <summary>How often the scheduler ticks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>A tick older than this means that the scheduler hangs.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private long _last = time.GetTimestamp();

    /// <summary>Time since the last tick.</summary>
    public TimeSpan Age => time.GetElapsedTime(Interlocked.Read(ref _last));

    /// <summary>True where the last tick is recent.</summary>
    public bool IsAlive => Age < Limit;

    /// <summary>Notes a tick.</summary>
    public void Tick() => Interlocked.Exchange(ref _last, time.GetTimestamp());
}
