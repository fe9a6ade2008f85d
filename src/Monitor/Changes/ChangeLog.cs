namespace FlinkReady.Monitor.Changes;

/// <summary>The changes of the last days, bounded: a target that changes all the time takes no room from the others. May be used by many at once.</summary>
internal sealed class ChangeLog(TimeProvider time)
{
    /// <summary>The most that are kept of one target.</summary>
    public const int MostOfTarget = 500;

    /// <summary>The most that are kept.</summary>
    public const int Most = 20_000;

    /// <summary>How long they are kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<Change>> _byTarget = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Target, ChangeKind Kind), long> _counts = new() { [(string.Empty, ChangeKind.Check)] = 0, [(string.Empty, ChangeKind.Configuration)] = 0 };
    private readonly List<Change> _unwritten = [];
    private int _kept;

    /// <summary>From when on changes are known: the start of the program, or the first that an earlier run left.</summary>
    public DateTimeOffset KnownSince { get; private set; } = time.GetUtcNow();

    /// <summary>True where somebody writes changes down, and takes what is not written yet.</summary>
    public bool IsWritten { get; set; }

    /// <summary>How many changes there were since the start, by target (empty for the configuration) and kind.</summary>
    public IReadOnlyList<KeyValuePair<(string Target, ChangeKind Kind), long>> Counts
    {
        get
        {
            lock (_lock)
            {
                return [.. _counts];
            }
        }
    }

    /// <summary>Adds changes, the oldest first.</summary>
    public void Add(IReadOnlyList<Change> changes)
    {
        lock (_lock)
        {
            foreach (var change in changes)
            {
                var key = (change.Target ?? string.Empty, change.Kind);
                _counts[key] = _counts.GetValueOrDefault(key) + 1;
                Keep(change);
                if (IsWritten && _unwritten.Count < Most)
                {
                    _unwritten.Add(change);
                }
            }
        }
    }

    /// <summary>The changes that were added since the last call, the oldest first.</summary>
    public IReadOnlyList<Change> TakeUnwritten()
    {
        lock (_lock)
        {
            Change[] unwritten = [.. _unwritten];
            _unwritten.Clear();
            return unwritten;
        }
    }

    /// <summary>Takes over what an earlier run left, the oldest first. It is not counted again.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="knownSince">From when on they are whole.</param>
    public void Restore(IEnumerable<Change> changes, DateTimeOffset knownSince)
    {
        lock (_lock)
        {
            KnownSince = knownSince < KnownSince ? knownSince : KnownSince;
            foreach (var change in changes)
            {
                Keep(change);
            }
        }
    }

    /// <summary>A target is watched: its counters are shown from 0 on.</summary>
    public void Know(string target)
    {
        lock (_lock)
        {
            foreach (var kind in ChangeKinds.OfTargets)
            {
                _counts.TryAdd((target, kind), 0);
            }
        }
    }

    /// <summary>A target is no longer watched: its counters go, its changes stay for as long as others do.</summary>
    public void Forget(string target)
    {
        lock (_lock)
        {
            foreach (var kind in ChangeKinds.All)
            {
                _counts.Remove((target, kind));
            }
        }
    }

    /// <summary>The changes since a moment, the newest first.</summary>
    /// <param name="since">Older ones are left out.</param>
    /// <param name="target">Those of one target; null for all.</param>
    public IReadOnlyList<Change> Since(DateTimeOffset since, string? target = null)
    {
        var oldest = time.GetUtcNow() - KeptFor;
        since = since > oldest ? since : oldest;
        lock (_lock)
        {
            var queues = target is null ? _byTarget.Values : _byTarget.TryGetValue(target, out var own) ? [own] : (IEnumerable<Queue<Change>>)[];
            return [.. queues.SelectMany(queue => queue).Where(change => change.At >= since).Reverse().OrderByDescending(change => change.At)];
        }
    }

    private void Keep(Change change)
    {
        var key = change.Target ?? string.Empty;
        if (!_byTarget.TryGetValue(key, out var queue))
        {
            _byTarget[key] = queue = new Queue<Change>();
        }

        queue.Enqueue(change);
        _kept++;
        var oldest = change.At - KeptFor;
        while (queue.Count > MostOfTarget || (queue.TryPeek(out var first) && first.At < oldest))
        {
            queue.Dequeue();
            _kept--;
        }

        if (_kept > Most)
        {
            DropOldest();
        }
    }

    private void DropOldest()
    {
        var (key, queue) = _byTarget.Where(entry => entry.Value.Count > 0).MinBy(entry => entry.Value.Peek().At);
        queue.Dequeue();
        _kept--;
        if (queue.Count == 0)
        {
            _byTarget.Remove(key);
        }
    }
}
