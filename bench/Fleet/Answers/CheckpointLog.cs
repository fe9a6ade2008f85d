using FlinkReady.Fleet.Clusters;

namespace FlinkReady.Fleet.Answers;

/// <summary>A checkpoint as it was attempted.</summary>
internal sealed record Checkpoint(long Id, string Status, DateTimeOffset TriggeredAt, TimeSpan Duration);

/// <summary>
/// The checkpoints of a run up to a moment. Ids go on counting across leaders, counts start anew with each. Counts are closed
/// sums over the expected share, so that a job of a year costs no more than one of a minute; the history is exact.
/// </summary>
internal sealed class CheckpointLog
{
    private readonly JobRun _run;
    private readonly DateTimeOffset _now;
    private readonly long _first;
    private readonly long _last;

    public CheckpointLog(JobRun run, DateTimeOffset now)
    {
        _run = run;
        _now = now;
        _first = _run.RecoveredAt is { } recovered ? IdAt(recovered) + 1 : 1;
        _last = IdAt(_now);
        var begun = Math.Max(0, _last - _first + 1);
        var pending = begun > 0 && StatusOf(_last) == "IN_PROGRESS" ? 1 : 0;
        InProgress = pending;
        var ended = begun - pending;
        Failed = _run.Traits.FailsCheckpoints ? Math.Max(Latest(10).Count(entry => entry.Status == "FAILED"), (long)(ended * 0.3)) : 0;
        Completed = ended - Failed;
        LatestCompleted = Latest(10).FirstOrDefault(entry => entry.Status == "COMPLETED");
        LatestFailed = Latest(10).FirstOrDefault(entry => entry.Status == "FAILED");
        var resumed = _run.At(_now) is { Restarts: > 0 } condition ? condition.ModifiedAt : _run.RecoveredAt;
        RestoredId = resumed is { } moment && _run.Traits.CheckpointInterval is not null && IdAt(moment) - 1 is > 0 and var id ? id : null;
    }

    public long Completed { get; }

    public long Failed { get; }

    public long InProgress { get; }

    public Checkpoint? LatestCompleted { get; }

    public Checkpoint? LatestFailed { get; }

    /// <summary>The checkpoint the job last resumed from, or null.</summary>
    public long? RestoredId { get; }

    /// <summary>The newest ones of the present leader, newest first.</summary>
    public IEnumerable<Checkpoint> Latest(int count)
    {
        for (var id = _last; id >= _first && id > _last - count; id--)
        {
            yield return new Checkpoint(id, StatusOf(id), TriggeredAt(id), DurationOf(id));
        }
    }

    private long IdAt(DateTimeOffset moment) =>
        _run.Traits.CheckpointInterval is { } interval && moment > _run.SubmittedAt ? (moment - _run.SubmittedAt).Ticks / interval.Ticks : 0;

    private DateTimeOffset TriggeredAt(long id) => _run.SubmittedAt + ((_run.Traits.CheckpointInterval ?? TimeSpan.Zero) * id);

    private TimeSpan DurationOf(long id) => TimeSpan.FromMilliseconds(40 + (int)(600 * _run.Dice.For(id).Roll(1)));

    private string StatusOf(long id) =>
        TriggeredAt(id) + DurationOf(id) > _now ? "IN_PROGRESS"
        : _run.Traits.FailsCheckpoints && _run.Dice.For(id).Is(2, 0.3) ? "FAILED"
        : "COMPLETED";
}
