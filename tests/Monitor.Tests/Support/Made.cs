using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Targets;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Tests.Support;

/// <summary>Assessments made by hand, for tests of what is done with them.</summary>
internal static class Made
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    public static readonly TargetAccess Access = new("http://flink:8081/", IsEncrypted: false, IsLoopback: false, HasCredentials: false, IsRecording: false);

    public static RuleDescriptor Rule(string id, Severity severity = Severity.Critical, RuleScope scope = RuleScope.Job) => new()
    {
        Id = id,
        Scope = scope,
        Category = RuleCategory.State,
        Severity = severity,
        Title = id,
        Why = id,
        Fix = id,
        Needs = [],
    };

    public static CheckResult Check(string rule, CheckStatus status, Severity severity = Severity.Critical, int open = 0, int waived = 0, UnknownReason? reason = null) => new()
    {
        Rule = Rule(rule, severity),
        Status = status,
        Severity = severity,
        Message = rule,
        UnknownReason = reason,
        ObservedAt = Noon,
        Findings = [.. Enumerable.Range(0, open).Select(_ => Finding(severity, null)), .. Enumerable.Range(0, waived).Select(_ => Finding(severity, new AppliedWaiver("r", "o", new DateOnly(2027, 3, 31))))],
    };

    public static CheckResult Fail(string rule, Severity severity = Severity.Critical, int open = 1) => Check(rule, CheckStatus.Fail, severity, open);

    public static CheckResult Pass(string rule) => Check(rule, CheckStatus.Pass);

    public static CheckResult Unknown(string rule, UnknownReason reason, Severity severity = Severity.Warning) => Check(rule, CheckStatus.Unknown, severity, reason: reason);

    public static JobAssessment Job(string name, string id, params CheckResult[] checks) => new()
    {
        JobId = id,
        JobName = name,
        State = "RUNNING",
        IsTerminal = false,
        JobType = "STREAMING",
        StartTime = Noon,
        Score = Score.Of(checks),
        Checks = checks,
    };

    public static JobAssessment Terminal(string name, string id, DateTimeOffset start, params CheckResult[] checks) =>
        Job(name, id, checks) with { State = "FAILED", IsTerminal = true, StartTime = start };

    public static VertexOperators Operators(params UidVerdict[] uids) =>
        new("v", "v", [.. uids.Select((uid, at) => new OperatorVerdict(at, "op", uid, null, null, null, true, false, ""))]);

    public static TargetAssessment Assessment(string name, IReadOnlyList<CheckResult> checks, params JobAssessment[] jobs) => new()
    {
        Name = name,
        Access = Access,
        IsUp = true,
        Assessed = true,
        ObservedAt = Noon,
        FlinkVersion = "1.20.5",
        Score = Score.OfTarget(checks, jobs),
        Checks = checks,
        Jobs = jobs,
    };

    public static TargetAssessment Down(string name, FailureReason reason = FailureReason.Timeout) => new()
    {
        Name = name,
        Access = Access,
        IsUp = false,
        Assessed = false,
        Error = new Failure(reason, 0, "no answer"),
        ObservedAt = Noon,
        Checks = [],
        Jobs = [],
    };

    /// <summary>The whole picture of these targets.</summary>
    public static Assessment Whole(params TargetAssessment[] targets) => AssessmentBuilder.Combine(ReadinessPolicy.Default, targets, false, Noon);

    public static TargetView View(TargetAssessment current, TargetAssessment? lastUp = null) => new()
    {
        Target = new TargetDefinition { Name = current.Name, Connection = new() { Urls = [new Uri("http://flink:8081/")] } },
        Access = Access,
        State = new TargetState { Current = current, LastUp = current.IsUp ? current : lastUp },
        Counters = PollCounters.Zero.Add(current.Error, []),
        LastPoll = Noon,
        LastDuration = TimeSpan.FromMilliseconds(250),
        LastSuccess = current.IsUp ? Noon : null,
    };

    private static Finding Finding(Severity severity, AppliedWaiver? waiver) => new()
    {
        Message = "m",
        Severity = severity,
        Resource = Resource.Job,
        Evidence = [],
        Remediation = "r",
        Waiver = waiver,
    };
}
