namespace FlinkReady.Readiness.Judging;

/// <summary>
/// When a poll last decided each of a set of checks, or found it still to hold. That is what ages a verdict which is kept: its evidence may be older and hold all
/// the same.
/// </summary>
internal sealed class HeldTimes
{
    private readonly DateTimeOffset _common;
    private readonly Dictionary<string, DateTimeOffset>? _earlier;

    private HeldTimes(DateTimeOffset common, Dictionary<string, DateTimeOffset>? earlier) => (_common, _earlier) = (common, earlier);

    /// <summary>None was.</summary>
    public static HeldTimes Never { get; } = new(DateTimeOffset.MinValue, null);

    /// <summary>True where one poll decided all of them.</summary>
    public bool AreOfOnePoll => _earlier is null;

    /// <summary>All were decided, or found to hold, by the poll of <paramref name="now"/>.</summary>
    public static HeldTimes AllAt(DateTimeOffset now) => new(now, null);

    /// <summary>When a poll last decided the check of a rule.</summary>
    public DateTimeOffset Of(string rule) => _earlier is not null && _earlier.TryGetValue(rule, out var held) ? held : _common;

    /// <summary>The same with an earlier time for one rule, whose verdict was kept.</summary>
    public HeldTimes With(string rule, DateTimeOffset held) =>
        held == _common ? this : new(_common, new Dictionary<string, DateTimeOffset>(_earlier ?? [], StringComparer.Ordinal) { [rule] = held });
}
