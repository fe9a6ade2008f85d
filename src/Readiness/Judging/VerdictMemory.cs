using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Judging;

/// <summary>
/// Keeps verdicts through outages: a check whose evidence was not read in this poll keeps its last decided verdict, with the time of
/// that evidence, until it is too old. Then it is unknown. The same where Flink shows placeholders for a moment, as while an adaptive job waits
/// for slots or after a fail-over. Nothing flaps because a cluster did not answer.
/// </summary>
internal sealed class VerdictMemory(DateTimeOffset now, TimeSpan staleAfter)
{
    /// <summary>True where <paramref name="current"/> says nothing and the verdict of an earlier poll is to be shown in its place.</summary>
    /// <param name="current">What this poll says, before waivers.</param>
    /// <param name="earlier">What the poll before published, null where there was none.</param>
    /// <param name="held">When a poll last decided that.</param>
    public bool Keeps(JudgedCheck current, CheckResult? earlier, DateTimeOffset held) =>
        current.IsWithoutEvidence && earlier is not null && Holds(earlier, held);

    /// <summary>An earlier check as it was before waivers, which are put on afresh: they may have come, gone or expired since.</summary>
    public static CheckResult AsItWas(CheckResult earlier) =>
        earlier.Findings.All(finding => finding.Waiver is null)
            ? earlier
            : earlier with
            {
                Status = CheckStatus.Fail,
                Severity = earlier.Findings.Max(finding => finding.Severity),
                Findings = [.. earlier.Findings.Select(finding => finding with { Waiver = null })],
            };

    /// <summary>The earlier checks after a poll at which nothing was read.</summary>
    /// <param name="earlier">What was published.</param>
    /// <param name="held">When polls last decided it.</param>
    /// <param name="why">Why nothing was read.</param>
    public IReadOnlyList<CheckResult> Age(IReadOnlyList<CheckResult> earlier, HeldTimes held, string why) =>
        [.. earlier.Select(check => Holds(check, held.Of(check.Rule.Id)) ? check : Unread(check, why))];

    // What an answer said may be older than the poll that found it still to hold: only the polls age a verdict.
    private bool Holds(CheckResult check, DateTimeOffset held) => check.Status != CheckStatus.Unknown && now - held <= staleAfter;

    private static CheckResult Unread(CheckResult check, string why) => check with
    {
        Status = CheckStatus.Unknown,
        UnknownReason = UnknownReason.Unread,
        Message = why,
        Complete = true,
        Findings = [],
    };
}
