namespace FlinkReady.KubernetesApi.Watching;

/// <summary>How long to leave a server alone that is in trouble: 1 s, doubled each time, at most a minute, with jitter.</summary>
/// <param name="random">Random numbers from 0 to 1.</param>
internal sealed class Backoff(Func<double> random)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private int _failures;

    /// <summary>How long to wait after one more failure.</summary>
    /// <param name="asked">How long the server asks for; waited out, and a little more.</param>
    public TimeSpan Next(TimeSpan? asked = null)
    {
        var own = TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(_failures, 10)));
        _failures++;
        var wait = own * (0.75 + (0.25 * random()));
        var longest = 5 * Longest;
        return asked is { } least && least > wait ? (least < longest ? least : longest) + (own * 0.25 * random()) : wait;
    }

    /// <summary>The server does again what it should.</summary>
    public void Reset() => _failures = 0;
}
