using Microsoft.Extensions.Time.Testing;

namespace FlinkReady.Monitor.Tests.Support;

/// <summary>A clock that only a test moves, and that knows how many timers were set: who has set none yet does not notice that it moves.</summary>
internal sealed class CountingTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private int _timers;

    /// <summary>How many timers were set.</summary>
    public int Timers => Volatile.Read(ref _timers);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Interlocked.Increment(ref _timers);
        return timer;
    }
}
