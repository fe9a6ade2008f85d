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

    /// <summary>What was there before and does not fail the scan; null for nothing.</summary>
    public ReportBaseline? Baseline { get; init; }

    /// <summary>Whether the console has colours.</summary>
    public bool HasColor { get; init; }

    /// <summary>Columns of the console.</summary>
    public int Width { get; init; } = 80;

    /// <summary>True where console, Markdown and HTML show the check.</summary>
    public bool Shows(CheckResult check) => check.Severity >= MinSeverity;

    /// <summary>True where the check fails the scan.</summary>
    public bool Fails(PlacedCheck placed) =>
        placed.Check.Status == CheckStatus.Fail && FailOn is { } threshold && placed.Check.Findings.Any(finding =>
            finding.Waiver is null && finding.Severity >= threshold) && (Baseline is null || Baseline.HasNew(placed, threshold));
}
