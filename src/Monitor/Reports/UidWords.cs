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

    /// <summary>What a verdict means, for people.</summary>
    public static string Meaning(UidVerdict verdict) => verdict switch
    {
        UidVerdict.Auto => "no uid: Flink made the id from the shape of the graph, and the next change of the job gives another one",
        UidVerdict.Declared => "has a uid, and its text is known",
        UidVerdict.Explicit => "has a uid, whose text can't be seen",
        _ => "what was read does not tell whether it has a uid",
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
