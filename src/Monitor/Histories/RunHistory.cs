using System.Collections.Concurrent;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Targets;
using FlinkReady.Readiness.History;
using FlinkReady.Readiness.Judging;

namespace FlinkReady.Monitor.Histories;

/// <summary>Keeps the runs of jobs in <c>runs.jsonl</c>, so that two of them are linked although the monitor was started anew in between.</summary>
internal sealed class RunHistory : ITargetObserver, IHistoryPart
{
    /// <summary>The short name of the file.</summary>
    public const string File = "runs";

    /// <summary>From this size on the file is written anew, with what is still known alone.</summary>
    public const long MaxBytes = 16 * 1024 * 1024;

    // What only went on is written now and then: a crash in between costs the path of the last checkpoint, which the job's id finds all the same.
    private static readonly TimeSpan MovesPace = TimeSpan.FromMinutes(10);

    // All that is known is written after a failure: not at every turn.
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);

    private readonly JsonLinesFile<RunLine> _file;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, TargetHistory> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TargetHistory> _written = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TargetHistory> _remembered = new(StringComparer.Ordinal);
    private DateTimeOffset _movesWrittenAt;
    private DateTimeOffset _nextTry = DateTimeOffset.MinValue;
    private long _lengthAfterRewrite;

    /// <summary>Reads what an earlier process wrote.</summary>
    public RunHistory(string folder, HistoryFaults faults, TimeProvider time)
    {
        _time = time;
        _movesWrittenAt = time.GetUtcNow();
        _file = new JsonLinesFile<RunLine>(folder, File, HistoryJson.Default.RunLine, faults);
        foreach (var target in _file.Read(4 * MaxBytes).GroupBy(static line => line.Target, StringComparer.Ordinal))
        {
            _remembered[target.Key] = RunMemory.Restore(target.Select(static line => line.Run));
        }
    }

    /// <summary>What a target begins with: the runs that an earlier process knew. Given once: a target that comes again under its name is another one.</summary>
    public TargetState StateOf(string target)
    {
        if (!_remembered.TryRemove(target, out var history))
        {
            return TargetState.Initial;
        }

        _seen[target] = history;
        lock (_written)
        {
            _written[target] = history;
        }

        return TargetState.Initial with { History = history };
    }

    /// <inheritdoc/>
    public void Published(TargetView view, MonitorConfiguration configuration)
    {
        // A recording is of another time.
        if (view.Target.Recording is null && view.IsTried)
        {
            _seen[view.Target.Name] = view.State.History;
        }
    }

    /// <inheritdoc/>
    public void Withdrawn(string name, bool isParked)
    {
        // One that is suspended has runs that are not written yet, and they are what its next run is held against.
        if (!isParked)
        {
            Forgotten(name);
        }
    }

    /// <inheritdoc/>
    public void Forgotten(string name)
    {
        _seen.TryRemove(name, out _);
        _remembered.TryRemove(name, out _);
    }

    /// <inheritdoc/>
    public void Write(bool isLast)
    {
        var now = _time.GetUtcNow();
        if (now < _nextTry && !isLast)
        {
            return;
        }

        var withMoves = isLast || now - _movesWrittenAt >= MovesPace;
        var lines = new List<RunLine>();
        lock (_written)
        {
            foreach (var (target, history) in _seen.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
            {
                lines.AddRange(RunMemory.Since(history, _written.GetValueOrDefault(target), withMoves).Select(run => new RunLine(target, run)));
                _written[target] = history;
            }
        }

        if (withMoves)
        {
            _movesWrittenAt = now;
        }

        if (lines.Count > 0)
        {
            Write(lines);
        }
    }

    private void Write(List<RunLine> lines)
    {
        if (!_file.Append(lines))
        {
            // Everything again at the next try: the disk may be back.
            _nextTry = _time.GetUtcNow() + AfterFailure;
            lock (_written)
            {
                _written.Clear();
            }
        }
        else if (_file.Length is var length && length > MaxBytes && length > _lengthAfterRewrite * 3 / 2)
        {
            Compact();
        }
    }

    private void Compact()
    {
        var all = _remembered.Concat(_seen).DistinctBy(static pair => pair.Key, StringComparer.Ordinal)
            .SelectMany(static pair => RunMemory.All(pair.Value).Select(run => new RunLine(pair.Key, run)));
        _file.Rewrite(Newest(all));
        _lengthAfterRewrite = _file.Length;
    }

    // Those that were alive last, as many as fit; in the order in which they began.
    private List<RunLine> Newest(IEnumerable<RunLine> lines)
    {
        var kept = new List<RunLine>();
        var left = MaxBytes;
        foreach (var line in lines.OrderBy(static line => line.Run.Ended).ThenByDescending(static line => line.Run.LastAliveMs))
        {
            left -= _file.SizeOf(line);
            if (left < 0)
            {
                break;
            }

            kept.Add(line);
        }

        kept.Sort(static (one, other) => one.Run.StartMs.CompareTo(other.Run.StartMs));
        return kept;
    }
}
