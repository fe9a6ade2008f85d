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

    /// <summary>True where console, Markdown and HTML show the check.</summary>
    public bool Shows(CheckResult check) => check.Severity >= MinSeverity;

    /// <summary>True where the check fails the scan.</summary>
    public bool Fails(CheckResult check) => check.Status == CheckStatus.Fail && (Baseline is { } baseline ? baseline.WorstNew(check) : WorstOpen(check)) >= FailOn;

    /// <summary>True where the check would fail the scan if nothing of it were in the baseline.</summary>
    public bool IsInBaseline(CheckResult check) => check.Status == CheckStatus.Fail && !Fails(check) && WorstOpen(check) >= FailOn;

    private static Severity? WorstOpen(CheckResult check) => check.Findings.Where(finding => finding.Waiver is null).Max(finding => (Severity?)finding.Severity);
}
