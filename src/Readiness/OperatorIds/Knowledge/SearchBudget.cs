namespace FlinkReady.Readiness.OperatorIds.Knowledge;

/// <summary>
/// The number of attempts that a job may cost. It depends on the graph alone, so verdicts never depend on the clock or the load. It is also what keeps
/// chance out: a match compares 128 bits. All of a job's lookups together stay below 2^27, each against at most 2^20 values of M(k, c); where the halves of many
/// in-edges are laid side by side, each against 2^19 choices in at most 8! orders; a sum that elimination finds is one of 2^40 choices. So no more than 2^62 of 2^128
/// are ever tried.
/// </summary>
internal sealed class SearchBudget(int operators)
{
    /// <summary>Lookups in a bit map that cost as much as one attempt.</summary>
    public const int LookupsPerAttempt = 16;

    /// <summary>Jobs with more operators are not searched at all: the graphs of real ones end far below, and time must, too.</summary>
    public const int MostOperators = 20_000;

    private const int LargeJob = 150;

    private const int PerOperator = 300;
    private const int Least = 10_000;
    private const int Most = 3_000_000;

    private const int LongPerOperator = 300;
    private const int LeastLong = 12_000;
    private const int LeastLongForFew = 150_000;

    private long _lookups;
    private long _left = operators > MostOperators ? 0 : Math.Clamp((long)operators * PerOperator, Least, Most);

    /// <summary>Whether the job is so large that a long look finds hardly anything for what it costs.</summary>
    public bool IsLargeJob => operators > LargeJob;

    /// <summary>Whether the job has more than <see cref="MostOperators"/>.</summary>
    public bool IsOverwhelmed => operators > MostOperators;

    /// <summary>Whether an attempt was refused: what is undecided may be so for that reason.</summary>
    public bool WasRefused { get; private set; } = operators > MostOperators;

    /// <summary>Whether nothing is left.</summary>
    public bool IsSpent => _left <= 0;

    /// <summary>The attempts that are left.</summary>
    public long Left => _left;

    /// <summary>Adds attempts for a long look at what is left: as many again as a large job has at first.</summary>
    /// <param name="fewAreLeft">Whether that is little and everything above it explained: then the most that a head with five in-edges takes is well spent.</param>
    public void AddLongLook(bool fewAreLeft) => _left += Math.Clamp((long)operators * LongPerOperator, fewAreLeft ? LeastLongForFew : LeastLong, Most);

    /// <summary>Takes a number of attempts; false where they are not left.</summary>
    public bool TryTake(long attempts = 1)
    {
        if (_left < attempts)
        {
            WasRefused = true;
            return false;
        }

        _left -= attempts;
        return true;
    }

    /// <summary>Takes attempts that cost a fraction of others: a lookup in a bit map, no hashing.</summary>
    public bool TryTakeLookups(long lookups)
    {
        _lookups += lookups;
        var attempts = _lookups / LookupsPerAttempt;
        _lookups %= LookupsPerAttempt;
        return TryTake(attempts);
    }

    /// <summary>A part of what is left, for one stage of the search.</summary>
    public long Share(int parts) => _left / parts;
}
