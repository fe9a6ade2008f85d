using FlinkReady.Readiness.Rules;

namespace FlinkReady.Readiness.Assessments;

/// <summary>
/// Keeps verdicts through outages: a check whose evidence was not read in this look keeps its last decided verdict, with the time of
/// that evidence, until it is too old. Then it is unknown. The same where Flink shows placeholders for a moment, as while an adaptive job waits
/// for slots. Nothing flaps because a cluster did not answer.
/// </summary>
internal static class VerdictMemory
{
    /// <summary>The check to publish: <paramref name="now"/>'s, or the earlier one where this one could not be read.</summary>
    public static CheckResult Keep(CheckResult current, CheckResult? earlier, DateTimeOffset now, TimeSpan staleAfter)
    {
        var withoutEvidence = current.Status == CheckStatus.Unknown && (current.UnknownReason == UnknownReason.Unread || current.Momentary);
        return withoutEvidence && earlier is not null && IsDecided(earlier) && now - earlier.ObservedAt <= staleAfter ? earlier : current;
    }

    /// <summary>The earlier checks after a look at which nothing was read.</summary>
    public static IReadOnlyList<CheckResult> Age(IReadOnlyList<CheckResult> earlier, string why, DateTimeOffset now, TimeSpan staleAfter) =>
        [.. earlier.Select(check => IsDecided(check) && now - check.ObservedAt <= staleAfter ? check : Unread(check, why))];

    private static bool IsDecided(CheckResult check) => check.Status != CheckStatus.Unknown;

    private static CheckResult Unread(CheckResult check, string why) => check with
    {
        Status = CheckStatus.Unknown,
        UnknownReason = UnknownReason.Unread,
        Message = why,
        Complete = true,
        Findings = [],
    };
}
