namespace FlinkReady.Readiness.Verdicts;

/// <summary>Turns a check back into the verdict it was made of, for a rule that decides afresh only on new evidence.</summary>
internal static class KeptVerdict
{
    /// <summary>The verdict behind <paramref name="check"/>, waivers taken off; null where it was not decided.</summary>
    public static Verdict? Of(CheckResult? check) => check switch
    {
        { Status: CheckStatus.Pass } => new Verdict.Pass(check.Message, check.Complete),
        { Status: CheckStatus.Fail or CheckStatus.Waived } => new Verdict.Fail(check.Message, [.. check.Findings.Select(finding => finding with { Waiver = null })], check.Complete),
        _ => null,
    };
}
