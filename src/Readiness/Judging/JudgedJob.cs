using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Rules;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Judging;

/// <summary>What one rule says, before waivers and before what earlier polls said.</summary>
/// <param name="Result">As it will be shown.</param>
/// <param name="IsMomentary">True where it is unknown for the moment only: an earlier verdict on the same run stands.</param>
/// <param name="Basis">What it rests on beside the readings.</param>
internal readonly record struct JudgedCheck(CheckResult Result, bool IsMomentary, VerdictBasis Basis)
{
    /// <summary>True where the poll had nothing to decide it by: an answer is missing, or shows placeholders for the moment.</summary>
    public bool IsWithoutEvidence => Result.Status == CheckStatus.Unknown && (Result.UnknownReason == UnknownReason.Unread || IsMomentary);
}

/// <summary>What the rules say of a job.</summary>
/// <param name="Checks">One for each rule that was asked, in the order of the catalogue.</param>
/// <param name="Operators">The verdicts on the operators' uids.</param>
internal sealed record JudgedJob(IReadOnlyList<JudgedCheck> Checks, IReadOnlyList<VertexOperators> Operators);
