namespace FlinkReady.Readiness.Verdicts;

/// <summary>The written form of <see cref="CheckStatus"/>.</summary>
public static class CheckStatuses
{
    /// <summary>Every status, in the order of the enumeration.</summary>
    public static IReadOnlyList<CheckStatus> All { get; } = Enum.GetValues<CheckStatus>();

    /// <summary><c>pass</c>, <c>fail</c>, <c>waived</c>, <c>unknown</c> or <c>notApplicable</c>.</summary>
    public static string ToText(this CheckStatus status) => status switch
    {
        CheckStatus.Pass => "pass",
        CheckStatus.Fail => "fail",
        CheckStatus.Waived => "waived",
        CheckStatus.Unknown => "unknown",
        _ => "notApplicable",
    };
}
