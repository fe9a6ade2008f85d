namespace FlinkReady.KubernetesApi.Watching;

/// <summary>
/// Tells missing rights from a server that is starting: that one answers the same 403, word for word, until its caches are full. Counted for each verb
/// apart, since a list that works says nothing of a watch.
/// </summary>
internal sealed class Forbidden(TimeProvider time)
{
    private const int Enough = 3;
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(30);

    private long _first;
    private int _count;

    /// <summary>True from the third refusal in a row on, where the first of them is old enough.</summary>
    public bool IsLasting { get; private set; }

    /// <summary>Notes a refusal.</summary>
    public void Refused()
    {
        _first = _count == 0 ? time.GetTimestamp() : _first;
        _count++;
        IsLasting |= _count >= Enough && time.GetElapsedTime(_first) >= LongEnough;
    }

    /// <summary>Notes that it was allowed.</summary>
    public void Allowed() => (_count, IsLasting) = (0, false);
}
