using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Reports;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Tests.Reports;

/// <summary>Assessments made by hand: every status, with a text of choice wherever a text from outside can stand.</summary>
internal static class Assessments
{
    public static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static readonly RuleDescriptor Rule = RuleCatalogue.Find("checkpointing-enabled")!;

    public static ReportContext Context { get; } = new() { Version = "1.0.0", Links = new HelpLinks(new Uri("https://docs.example.com/rules")) };

    public static Assessment With(string text) => new()
    {
        GeneratedAt = Now,
        Score = 82.5,
        Checks = [Check(CheckStatus.Fail, text, Severity.Info, Resource.Configuration)],
        SkippedRules = [],
        Targets =
        [
            new TargetAssessment
            {
                Name = "orders",
                Access = new TargetAccess("http://orders:8081/", false, false, false, false),
                IsUp = true,
                Assessed = true,
                ObservedAt = Now,
                FlinkVersion = text,
                Score = 82.5,
                Checks = [Check(CheckStatus.Unknown, text, Severity.Critical, Resource.Cluster)],
                Jobs =
                [
                    new JobAssessment
                    {
                        JobId = new string('a', 32),
                        JobName = text,
                        State = "RUNNING",
                        IsTerminal = false,
                        JobType = "STREAMING",
                        Score = 90,
                        Checks =
                        [
                            Check(CheckStatus.Fail, text, Severity.Critical, new Resource(ResourceKind.Operator, new string('b', 32), text, text)),
                            Check(CheckStatus.Waived, text, Severity.Warning, Resource.Vertex(new string('b', 32), text)),
                            Check(CheckStatus.NotApplicable, text, Severity.Warning, Resource.Job),
                            Check(CheckStatus.Pass, text, Severity.Warning, Resource.Job),
                        ],
                        Operators = [new VertexOperators(new string('b', 32), text, [new OperatorVerdict(0, text, UidVerdict.Declared, new string('b', 32), text, UidSource.List, true, false, text)])],
                    },
                ],
            },
            new TargetAssessment
            {
                Name = "down",
                Access = new TargetAccess(text, true, false, false, true),
                IsUp = false,
                Assessed = false,
                Error = new Failure(FailureReason.Timeout, 0, Some(text)),
                ObservedAt = Now,
                Checks = [],
                Jobs = [],
            },
        ],
    };

    private static CheckResult Check(CheckStatus status, string text, Severity severity, Resource resource) => new()
    {
        Rule = Rule,
        Status = status,
        Severity = severity,
        Message = Some(text),
        Complete = status != CheckStatus.Pass,
        UnknownReason = status == CheckStatus.Unknown ? UnknownReason.Unread : null,
        ObservedAt = Now,
        Findings = status is CheckStatus.Fail or CheckStatus.Waived
            ?
            [
                new Finding
                {
                    Message = Some(text),
                    Severity = severity,
                    Certainty = Certainty.Inferred,
                    Resource = resource,
                    Evidence = [new Evidence(text, text, text)],
                    Remediation = Some(text) + "\n" + text,
                    Waiver = status == CheckStatus.Waived ? new AppliedWaiver(Some(text), Some(text), new DateOnly(2027, 3, 31)) : null,
                },
            ]
            : [],
    };

    // Messages hold names from outside within sentences of the program's own: they may be anything but blank.
    private static string Some(string text) => string.IsNullOrWhiteSpace(text) ? "empty" : text;
}
