using FlinkReady.Monitor.Diagnostics;
using FlinkReady.Monitor.Histories;

namespace FlinkReady.Monitor.Changes;

/// <summary>Keeps changes and the last verdicts over restarts: <c>changes.jsonl</c> and <c>state.jsonl</c> of <c>history.folder</c>. So that a restart shows no flips.</summary>
internal sealed class ChangeHistory : IHistoryPart
{
    private const long MostBytes = 8L * 1024 * 1024;
    private const long MostStateBytes = 64L * 1024 * 1024;

    // Verdicts that change without news are written now and then.
    private static readonly TimeSpan StatePace = TimeSpan.FromMinutes(5);

    private readonly ChangeLog _log;
    private readonly ChangeTracker _tracker;
    private readonly OverallChanges _overall;
    private readonly TimeProvider _time;
    private readonly JsonLinesFile<Change> _changes;
    private readonly JsonLinesFile<WrittenMark> _state;
    private readonly List<Change> _pending = [];
    private DateTimeOffset _stateWrittenAt;

    /// <summary>Takes over what an earlier run left.</summary>
    public ChangeHistory(string folder, ChangeLog log, ChangeTracker tracker, OverallChanges overall, HistoryFaults faults, TimeProvider time)
    {
        (_log, _tracker, _overall, _time) = (log, tracker, overall, time);
        _changes = new JsonLinesFile<Change>(folder, "changes", ChangeHistoryJson.Default.Change, faults);
        _state = new JsonLinesFile<WrittenMark>(folder, "state", ChangeHistoryJson.Default.WrittenMark, faults);
        _stateWrittenAt = time.GetUtcNow();
        var now = time.GetUtcNow();
        var marks = _state.Read(MostStateBytes);
        log.Restore(
            _changes.Read(MostBytes).Where(change => change.At <= now && change.At > now - ChangeLog.KeptFor).OrderBy(change => change.At),
            marks.Select(mark => mark.KnownSince).DefaultIfEmpty(log.KnownSince).Min());

        // What left while nobody looked is forgotten as its changes are.
        tracker.Restore(marks.Where(mark => mark.Target.Length > 0 && mark.At > now - ChangeLog.KeptFor).Select(mark => KeyValuePair.Create(mark.Target, mark.ToMark(ProgramVersion.Version))));
        if (marks.FirstOrDefault(mark => mark.Target.Length == 0) is { } own)
        {
            overall.Restore(own.ToMark(ProgramVersion.Version).Cluster);
        }

        log.IsWritten = true;
    }

    /// <inheritdoc/>
    public void Write(bool isLast)
    {
        var now = _time.GetUtcNow();
        _pending.AddRange(_log.TakeUnwritten());
        if (_pending.Count > ChangeLog.Most)
        {
            _pending.RemoveRange(0, _pending.Count - ChangeLog.Most);
        }

        var hasNews = _pending.Count > 0;
        if (hasNews && _changes.Append(_pending))
        {
            _pending.Clear();
            if (_changes.Length > MostBytes)
            {
                _changes.Rotate();
            }
        }

        if (hasNews || isLast || now - _stateWrittenAt >= StatePace)
        {
            _state.Rewrite([.. Marks()]);
            _stateWrittenAt = now;
        }
    }

    private IEnumerable<WrittenMark> Marks()
    {
        if (_overall.Checks is { } checks)
        {
            yield return WrittenMark.Of(string.Empty, TargetMark.Initial with { Cluster = checks }, ProgramVersion.Version, _log.KnownSince);
        }

        foreach (var (target, mark) in _tracker.Marks)
        {
            yield return WrittenMark.Of(target, mark, ProgramVersion.Version, _log.KnownSince);
        }
    }
}
