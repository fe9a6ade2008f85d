using Microsoft.Extensions.Time.Testing;

namespace FlinkReady.Reliability.Tests.Support;

/// <summary>
/// A clock that stands still but for waits shorter than a timeout, such as those between retries: they are over at once, and
/// the clock shows the time that they would have taken.
/// </summary>
public sealed class SteppingTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromSeconds(6);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime < ShortestTimeout && period == Timeout.InfiniteTimeSpan)
        {
            ThreadPool.QueueUserWorkItem(_ => Advance(dueTime));
        }

        return timer;
    }
}
