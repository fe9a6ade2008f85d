using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Monitor.Reports;

/// <summary>The written forms of <see cref="UidVerdict"/> and <see cref="UidSource"/>, the same in reports and metrics.</summary>
internal static class UidWords
{
    /// <summary>Every verdict, in the order in which metrics list them.</summary>
    public static IReadOnlyList<UidVerdict> Verdicts { get; } = [UidVerdict.Auto, UidVerdict.Declared, UidVerdict.Explicit, UidVerdict.Undecided];

    /// <summary><c>auto</c>, <c>declared</c>, <c>explicit</c> or <c>undecided</c>.</summary>
    public static string ToText(this UidVerdict verdict) => verdict switch
    {
        UidVerdict.Auto => "auto",
        UidVerdict.Declared => "declared",
        UidVerdict.Explicit => "explicit",
        _ => "undecided",
    };

    /// <summary><c>list</c> or <c>guess</c>.</summary>
    public static string ToText(this UidSource source) => source switch
    {
        UidSource.List => "list",
        UidSource.Guess => "guess",
        UidSource.Checkpoint => "checkpoint",
        _ => "prometheus",
    };
}
