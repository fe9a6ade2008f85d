namespace FlinkReady.Monitor.Polling;

/// <summary>
/// When a target's polls are due. The first is due at once, for every target; the second comes early by a random share of the
/// interval, which spreads targets that started together, and later ones by a little, which keeps them apart. Never later than the
/// interval.
/// </summary>
/// <param name="interval">The longest time from one poll to the next.</param>
/// <param name="jitter">Random numbers from 0 to 1; null for exact intervals.</param>
/// <param name="time">The clock; only its monotonic side is used.</param>
/// <param name="first">How long the first poll waits: many targets that come at once would all be read at once.</param>
internal sealed class PollSchedule(TimeSpan interval, Func<double>? jitter, TimeProvider time, TimeSpan first = default)
{
    private const double Spread = 0.5;
    private const double Drift = 0.05;

    private readonly long _start = time.GetTimestamp();
    private TimeSpan _due = first;
    private bool _isSpread;

    /// <summary>How long the first poll waits.</summary>
    public TimeSpan First { get; } = first;

    /// <summary>How long to wait for the next poll. Polls that were missed are not caught up on.</summary>
    public TimeSpan Next()
    {
        var early = (jitter?.Invoke() ?? 0) * (_isSpread ? Drift : Spread);
        _isSpread = true;
        _due += interval * (1 - early);
        var now = time.GetElapsedTime(_start);
        if (_due < now)
        {
            _due = now;
        }

        return _due - now;
    }
}
