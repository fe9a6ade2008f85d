using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Verdicts;
using FlinkReady.Readiness.Waivers;

namespace FlinkReady.Readiness.Tests.Harness;

/// <summary>Assessments and waivers made by hand, for tests of what is done with verdicts rather than how they are reached.</summary>
internal static class Made
{
    /// <summary>The wall clock of these tests.</summary>
    public static readonly DateTimeOffset Now = new(2026, 5, 20, 12, 0, 0, TimeSpan.Zero);

    public static Waiver Waiver(string rule = "operator-uid", string target = "*", string? job = null, string? vertex = null, string expires = "2026-12-31", string reason = "later") => new()
    {
        Rule = rule,
        Target = target,
        Job = job,
        Vertex = vertex,
        Reason = reason,
        Owner = "team-orders",
        Expires = DateOnly.Parse(expires, System.Globalization.CultureInfo.InvariantCulture),
    };

    public static Finding Finding(Resource? resource = null, Severity severity = Severity.Critical) => new()
    {
        Message = "wrong.",
        Severity = severity,
        Resource = resource ?? Resource.Job,
        Evidence = [new Evidence("/jobs/1", "field", "value")],
        Remediation = "right it",
    };

    public static Finding OnVertex(string name, string id = "cbc357ccb763df2852fee8c4fc7d55f2", Severity severity = Severity.Critical) => Finding(Resource.Vertex(id, name), severity);

    public static CheckResult Fail(string rule, params Finding[] findings) => new()
    {
        Rule = RuleCatalogue.Find(rule)!,
        Status = CheckStatus.Fail,
        Severity = findings.Max(finding => finding.Severity),
        Message = "wrong.",
        ObservedAt = Now,
        Findings = findings,
    };

    public static CheckResult Check(string rule, CheckStatus status) => new()
    {
        Rule = RuleCatalogue.Find(rule)!,
        Status = status,
        Severity = RuleCatalogue.Find(rule)!.Severity,
        Message = "so it is.",
        UnknownReason = status == CheckStatus.Unknown ? UnknownReason.Unread : null,
        ObservedAt = Now,
    };

    public static JobAssessment Job(string name, params CheckResult[] checks) => new()
    {
        JobId = $"id-of-{name}",
        JobName = name,
        State = "RUNNING",
        IsTerminal = false,
        Checks = checks,
        Score = Score.Of(checks),
    };

    public static JobAssessment WithOperators(this JobAssessment job, params OperatorVerdict[] operators) =>
        job with { Operators = [new VertexOperators("v", "vertex", operators)] };

    public static OperatorVerdict Operator(UidVerdict uid, string? declared = null, string? id = "00") =>
        new(0, "operator", uid, id, declared, declared is null ? null : UidSource.List, true, false, "proof");

    public static TargetAssessment Target(string name, IReadOnlyList<CheckResult> checks, params JobAssessment[] jobs) => new()
    {
        Name = name,
        Access = new TargetAccess("http://flink.example:8081", false, false, false, false),
        IsUp = true,
        Assessed = true,
        ObservedAt = Now,
        Checks = checks,
        Jobs = jobs,
        Score = Score.OfTarget(checks, jobs),
        CompletelyRead = true,
    };
}
