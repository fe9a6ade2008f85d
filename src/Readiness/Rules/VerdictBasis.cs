using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.Readiness.Rules;

/// <summary>
/// What a verdict on a job rests on beside what was read of the job and the cluster's configuration. Noted by the context while the rule asks, never promised
/// by the rule: a rule that asks for nothing more is asked again only when there is another reading.
/// </summary>
internal readonly struct VerdictBasis
{
    private readonly DateTimeOffset? _until;

    private VerdictBasis(DateTimeOffset? until, Stamp history) => (_until, History) = (until, history);

    /// <summary>The readings and nothing else.</summary>
    public static VerdictBasis ReadingsAlone => default;

    /// <summary>
    /// The last moment at which the rule would say the same of the same readings: <see cref="DateTimeOffset.MaxValue"/> where time does not count,
    /// <see cref="DateTimeOffset.MinValue"/> where it was told the time itself, or of other jobs.
    /// </summary>
    public DateTimeOffset HoldsUntil => _until ?? DateTimeOffset.MaxValue;

    /// <summary>Of what it was told of earlier runs; none where it did not ask.</summary>
    public Stamp History { get; }

    /// <summary>True where it rests on nothing that changes without a reading.</summary>
    public bool IsReadingsAlone => _until is null && !History.IsSet;

    /// <summary>The verdict is one of this poll alone.</summary>
    public VerdictBasis OfThisPoll() => new(DateTimeOffset.MinValue, History);

    /// <summary>The verdict may change after <paramref name="moment"/>.</summary>
    public VerdictBasis Until(DateTimeOffset moment) => moment < HoldsUntil ? new(moment, History) : this;

    /// <summary>The verdict changes with the history of this stamp.</summary>
    public VerdictBasis With(Stamp history) => new(_until, history);

    /// <summary>True where the rule need not be asked again for want of another reading.</summary>
    /// <param name="now">The time of the poll.</param>
    /// <param name="history">The stamp that the history has now.</param>
    public bool HoldsAt(DateTimeOffset now, Func<Stamp> history) => now <= HoldsUntil && (!History.IsSet || History.IsSameAs(history()));
}
