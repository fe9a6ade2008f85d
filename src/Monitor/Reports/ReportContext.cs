using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Reports;

/// <summary>What reports are told beside the assessment.</summary>
internal sealed record ReportContext
{
    /// <summary>The program's version.</summary>
    public required string Version { get; init; }

    /// <summary>Links to the pages of rules.</summary>
    public required HelpLinks Links { get; init; }

    /// <summary>The severity from which on a violation fails the scan; null for never.</summary>
    public Severity? FailOn { get; init; } = Severity.Warning;

    /// <summary>What console, Markdown and HTML show at least.</summary>
    public Severity MinSeverity { get; init; } = Severity.Info;

    /// <summary>What of the assessment an earlier report has, which does not fail the scan; null where there is no such report.</summary>
    public BaselineComparison? Baseline { get; init; }

    /// <summary>Whether the console has colours.</summary>
    public bool HasColor { get; init; }

    /// <summary>Columns of the console.</summary>
    public int Width { get; init; } = 80;

    /// <summary>Whether the console lists findings job by job; null for where there is one job at most.</summary>
    public bool? GroupsByJob { get; init; }

    /// <summary>Whether the console shows no more than the header and the jobs.</summary>
    public bool IsSummary { get; init; }

    /// <summary>Whether the console shows everything: each job, each piece of evidence.</summary>
    public bool IsVerbose { get; init; }

    /// <summary>Whether only some rules were asked: a score of some rules is none, and people are shown none.</summary>
    public bool IsNarrowed { get; init; }

    /// <summary>What SARIF holds beside problems.</summary>
    public IReadOnlyCollection<CheckStatus> Included { get; init; } = [];

    /// <summary>True where console, Markdown and HTML show the check.</summary>
    public bool Shows(CheckResult check) => check.Severity >= MinSeverity;

    /// <summary>True where the finding is open and an earlier report, given as baseline, does not have it.</summary>
    public bool IsNew(Finding finding) => Baseline?.IsNew(finding) == true;

    /// <summary>True where the check fails the scan.</summary>
    public bool Fails(CheckResult check) => check.Status == CheckStatus.Fail && (Baseline is { } baseline ? baseline.WorstNew(check) : WorstOpen(check)) >= FailOn;

    /// <summary>True where the check would fail the scan if nothing of it were in the baseline.</summary>
    public bool IsInBaseline(CheckResult check) => check.Status == CheckStatus.Fail && !Fails(check) && WorstOpen(check) >= FailOn;

    private static Severity? WorstOpen(CheckResult check) => check.Findings.Where(finding => finding.Waiver is null).Max(finding => (Severity?)finding.Severity);
}
