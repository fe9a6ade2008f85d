namespace FlinkReady.Fleet.Clusters;

/// <summary>One run of a job: one job id.</summary>
public sealed class JobRun
{
    private readonly Dice _dice;
    private readonly DateTimeOffset? _canceledAt;

    internal JobRun(JobTraits traits, Dice dice, DateTimeOffset submittedAt, DateTimeOffset? recoveredAt, DateTimeOffset? canceledAt)
    {
        Traits = traits;
        _dice = dice;
        SubmittedAt = submittedAt;
        RecoveredAt = recoveredAt;
        _canceledAt = canceledAt;
        Id = _dice.Id(1);
    }

    public JobTraits Traits { get; }

    /// <summary>The job id, 32 hexadecimal digits.</summary>
    public string Id { get; }

    /// <summary>When this id first appeared.</summary>
    public DateTimeOffset SubmittedAt { get; }

    /// <summary>When a new leader took it over, or null.</summary>
    public DateTimeOffset? RecoveredAt { get; }

    /// <summary>Flink's <c>start-time</c>: a new leader starts a job of the same id anew.</summary>
    public DateTimeOffset StartedAt => RecoveredAt ?? SubmittedAt;

    /// <summary>Its dice, for what differs between runs.</summary>
    internal Dice Dice => _dice;

    /// <summary>The condition at a moment.</summary>
    public JobCondition At(DateTimeOffset now)
    {
        if (_canceledAt is { } end)
        {
            return new JobCondition("CANCELED", "CANCELED", end, Restarts(end), ParallelismShare(end));
        }

        var sinceStart = now - StartedAt;
        if (sinceStart < TimeSpan.FromSeconds(1))
        {
            return new JobCondition("INITIALIZING", null, StartedAt, 0, 1);
        }

        var eventAt = LastEvent(now);
        var restarts = Restarts(now);
        var share = ParallelismShare(now);
        return (now - eventAt).TotalSeconds switch
        {
            < 2 when eventAt > StartedAt => new JobCondition("RESTARTING", "CANCELED", eventAt, restarts, share),
            < 3 => new JobCondition("RUNNING", "SCHEDULED", eventAt, restarts, share),
            < 4 => new JobCondition("RUNNING", "DEPLOYING", eventAt + TimeSpan.FromSeconds(3), restarts, share),
            < 5 => new JobCondition("RUNNING", "INITIALIZING", eventAt + TimeSpan.FromSeconds(4), restarts, share),
            _ => new JobCondition("RUNNING", "RUNNING", eventAt + TimeSpan.FromSeconds(5), restarts, share),
        };
    }

    /// <summary>Failures so far under this leader, the latest first; at most 16, as Flink keeps.</summary>
    public IEnumerable<DateTimeOffset> Failures(DateTimeOffset now) =>
        Traits.RestartPeriod is { } period
            ? Enumerable.Range(0, Math.Min(16, Restarts(now))).Select(back => StartedAt + (period * (Restarts(now) - back)))
            : [];

    private int Restarts(DateTimeOffset now) => Count(now, Traits.RestartPeriod);

    private double ParallelismShare(DateTimeOffset now) => Count(now, Traits.RescalePeriod) % 2 == 0 ? 1 : 0.5;

    private DateTimeOffset LastEvent(DateTimeOffset now)
    {
        var restart = StartedAt + ((Traits.RestartPeriod ?? TimeSpan.Zero) * Restarts(now));
        var rescale = StartedAt + ((Traits.RescalePeriod ?? TimeSpan.Zero) * Count(now, Traits.RescalePeriod));
        return restart > rescale ? restart : rescale;
    }

    private int Count(DateTimeOffset now, TimeSpan? period) =>
        period is { } each && now > StartedAt ? (int)((now - StartedAt).Ticks / each.Ticks) : 0;
}

/// <summary>A run at a moment.</summary>
/// <param name="State">Flink's <c>JobStatus</c>.</param>
/// <param name="TaskState">Flink's <c>ExecutionState</c> of all its tasks; null before there is a graph.</param>
/// <param name="ModifiedAt">The last change of state.</param>
/// <param name="Restarts">Restarts under the present leader.</param>
/// <param name="ParallelismShare">Of the parallelism that was asked for.</param>
public sealed record JobCondition(string State, string? TaskState, DateTimeOffset ModifiedAt, int Restarts, double ParallelismShare)
{
    /// <summary>True for CANCELED.</summary>
    public bool IsTerminal => State == "CANCELED";
}
