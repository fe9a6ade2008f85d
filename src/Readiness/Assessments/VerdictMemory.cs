using FlinkReady.Readiness.Rules;

namespace FlinkReady.Readiness.Assessments;

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
    /// <param name="now">The time of this look.</param>
    /// <param name="staleAfter">How long an earlier verdict is kept.</param>
    public static CheckResult Keep(CheckResult current, CheckResult? earlier, DateTimeOffset now, TimeSpan staleAfter)
    {
        var withoutEvidence = current.Status == CheckStatus.Unknown && (current.UnknownReason == UnknownReason.Unread || current.Momentary);
        return withoutEvidence && earlier is not null && Holds(earlier, now, staleAfter) ? WithoutWaivers(earlier) : current with { HeldAt = now };
    }

    /// <summary>The earlier checks after a look at which nothing was read.</summary>
    public static IReadOnlyList<CheckResult> Age(IReadOnlyList<CheckResult> earlier, string why, DateTimeOffset now, TimeSpan staleAfter) =>
        [.. earlier.Select(check => Holds(check, now, staleAfter) ? check : Unread(check, why))];

    // What an answer said may be older than the look that found it still to hold: only the looks age a verdict.
    private static bool Holds(CheckResult check, DateTimeOffset now, TimeSpan staleAfter) =>
        check.Status != CheckStatus.Unknown && now - check.HeldAt <= staleAfter;

    // Waivers are put on afresh: they may have come, gone or expired since.
    private static CheckResult WithoutWaivers(CheckResult check) =>
        check.Findings.All(finding => finding.Waiver is null)
            ? check
            : check with
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
