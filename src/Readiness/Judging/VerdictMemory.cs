using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Judging;

/// <summary>
/// Keeps verdicts through outages: a check whose evidence was not read in this look keeps its last decided verdict, with the time of
/// that evidence, until it is too old. Then it is unknown. The same where Flink shows placeholders for a moment, as while an adaptive job waits
/// for slots or after a fail-over. Nothing flaps because a cluster did not answer.
/// </summary>
internal static class VerdictMemory
{
    /// <summary>The check to publish: <paramref name="current"/>, or the earlier one where this look had nothing to decide by.</summary>
    /// <param name="current">What this look says, before waivers.</param>
    /// <param name="earlier">What the look before published, null where there was none.</param>
    /// <param name="renewedAt">When a look last found the earlier one still to hold without asking again, null where none did.</param>
    /// <param name="now">The time of this look.</param>
    /// <param name="staleAfter">How long an earlier verdict is kept.</param>
    public static CheckResult Keep(CheckResult current, CheckResult? earlier, DateTimeOffset? renewedAt, DateTimeOffset now, TimeSpan staleAfter) =>
        IsWithoutEvidence(current) && earlier is not null && Holds(earlier, renewedAt, now, staleAfter) ? AsItWas(earlier, renewedAt) : current;

    /// <summary>True where a look had nothing to decide a check by: an answer is missing, or shows placeholders for the moment.</summary>
    public static bool IsWithoutEvidence(CheckResult check) =>
        check.Status == CheckStatus.Unknown && (check.UnknownReason == UnknownReason.Unread || check.Momentary);

    /// <summary>The earlier checks after a look at which nothing was read.</summary>
    public static IReadOnlyList<CheckResult> Age(
        IReadOnlyList<CheckResult> earlier, DateTimeOffset? renewedAt, string why, DateTimeOffset now, TimeSpan staleAfter) =>
        [.. earlier.Select(check => Holds(check, renewedAt, now, staleAfter) ? Held(check, renewedAt) : Unread(check, why))];

    // What an answer said may be older than the look that found it still to hold: only the looks age a verdict.
    private static bool Holds(CheckResult check, DateTimeOffset? renewedAt, DateTimeOffset now, TimeSpan staleAfter) =>
        check.Status != CheckStatus.Unknown && now - HeldAt(check, renewedAt) <= staleAfter;

    private static DateTimeOffset HeldAt(CheckResult check, DateTimeOffset? renewedAt) =>
        renewedAt is { } renewed && renewed > check.HeldAt ? renewed : check.HeldAt;

    private static CheckResult Held(CheckResult check, DateTimeOffset? renewedAt) =>
        HeldAt(check, renewedAt) is var held && held == check.HeldAt ? check : check with { HeldAt = held };

    // Waivers are put on afresh: they may have come, gone or expired since.
    private static CheckResult AsItWas(CheckResult check, DateTimeOffset? renewedAt) =>
        check.Findings.All(finding => finding.Waiver is null)
            ? Held(check, renewedAt)
            : Held(check, renewedAt) with
            {
                Status = CheckStatus.Fail,
                Severity = check.Findings.Max(finding => finding.Severity),
                Findings = [.. check.Findings.Select(finding => finding with { Waiver = null })],
            };

    private static CheckResult Unread(CheckResult check, string why) => check with
    {
        Status = CheckStatus.Unknown,
        UnknownReason = UnknownReason.Unread,
        Message = why,
        Complete = true,
        Findings = [],
    };
}
