using System.Collections.Concurrent;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Targets;

namespace FlinkReady.Monitor.Changes;

/// <summary>Is told of every poll, and writes into the log what changed.</summary>
/// <param name="log">Where changes go.</param>
/// <param name="initial">The targets that the program started with: that it sees these for the first time is no news of theirs.</param>
/// <param name="time">The clock.</param>
internal sealed class ChangeTracker(ChangeLog log, IEnumerable<string> initial, TimeProvider time) : ITargetObserver
{
    private readonly ConcurrentDictionary<string, TargetMark> _marks = new(StringComparer.Ordinal);
    private readonly HashSet<string> _initial = new(initial, StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>What is remembered of each target.</summary>
    public IReadOnlyDictionary<string, TargetMark> Marks => _marks;

    /// <summary>Takes over what an earlier run remembered.</summary>
    public void Restore(IEnumerable<KeyValuePair<string, TargetMark>> marks)
    {
        foreach (var (target, mark) in marks)
        {
            _marks[target] = mark;
        }
    }

    /// <inheritdoc/>
    public void Published(TargetView view, MonitorConfiguration configuration)
    {
        var name = view.Target.Name;
        log.Know(name);
        if (view.State.Current is null)
        {
            return;
        }

        var (mark, changes) = ChangeDetector.Compare(_marks.GetValueOrDefault(name, TargetMark.Initial), view, time.GetUtcNow());
        _marks[name] = mark;
        if (changes.Count > 0)
        {
            log.Add(IsAtStart(name) ? [.. changes.Where(change => change.To != ChangeWords.Added)] : changes);
        }
    }

    /// <inheritdoc/>
    public void Withdrawn(string name, bool isParked)
    {
        var open = _marks.TryRemove(name, out var mark) ? ChangeWords.Open(mark.Jobs.Values.Select(job => job.Checks).Prepend(mark.Cluster)) : "not polled yet";
        log.Add([new Change
        {
            At = time.GetUtcNow(),
            Kind = ChangeKind.Target,
            Target = name,
            From = mark?.IsUp == false ? ChangeWords.Down : ChangeWords.Up,
            To = isParked ? ChangeWords.Suspended : ChangeWords.Removed,
            Message = isParked ? $"It is no longer asked, since its deployment is suspended or has ended, {open}." : $"It is no longer watched, {open}.",
        }]);
        log.Forget(name);
        lock (_lock)
        {
            _initial.Remove(name);
        }
    }

    private bool IsAtStart(string name)
    {
        lock (_lock)
        {
            return _initial.Contains(name);
        }
    }
}
