namespace FlinkReady.Readiness.Comparing;

/// <summary>What becomes of an operator's state when the new program is restored from the old one's.</summary>
public enum ComparisonVerdict
{
    /// <summary>Its id is in the new program.</summary>
    Kept,

    /// <summary>The same, but nothing holds the id there: it has no uid.</summary>
    KeptByChance,

    /// <summary>It has state, and no operator of the new program has its id.</summary>
    Lost,

    /// <summary>Not all that decides it is known.</summary>
    Undecided,

    /// <summary>It has no state, and its id is gone.</summary>
    Dropped,

    /// <summary>Only the new program has it.</summary>
    New,

    /// <summary>It is to run with more parallelism than its state was stored for.</summary>
    ParallelismAboveMax,

    /// <summary>The new deployment sets another max parallelism than its state was stored with.</summary>
    MaxParallelismChanged,
}

/// <summary>How bad a verdict is, the worst last.</summary>
public enum ComparisonLevel
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The next change may lose state, or it can't be said.</summary>
    Risk,

    /// <summary>State is lost, or Flink refuses to start.</summary>
    Lost,
}

/// <summary>The written forms.</summary>
public static class ComparisonVerdicts
{
    /// <summary>Every verdict, the worst first, as reports list them.</summary>
    public static IReadOnlyList<ComparisonVerdict> WorstFirst { get; } =
    [
        ComparisonVerdict.Lost, ComparisonVerdict.ParallelismAboveMax, ComparisonVerdict.MaxParallelismChanged, ComparisonVerdict.Dropped,
        ComparisonVerdict.Undecided, ComparisonVerdict.KeptByChance, ComparisonVerdict.New, ComparisonVerdict.Kept,
    ];

    /// <summary><c>kept</c>, <c>keptByChance</c>, …: as in JSON.</summary>
    public static string ToText(this ComparisonVerdict verdict) => verdict switch
    {
        ComparisonVerdict.Kept => "kept",
        ComparisonVerdict.KeptByChance => "keptByChance",
        ComparisonVerdict.Lost => "lost",
        ComparisonVerdict.Undecided => "undecided",
        ComparisonVerdict.Dropped => "dropped",
        ComparisonVerdict.New => "new",
        ComparisonVerdict.ParallelismAboveMax => "parallelismAboveMax",
        _ => "maxParallelismChanged",
    };
}
