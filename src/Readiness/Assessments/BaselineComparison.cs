using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Assessments;

/// <summary>How an assessment compares with an earlier report. Immutable.</summary>
public sealed class BaselineComparison
{
    private readonly Dictionary<CheckResult, Severity> _worst;
    private readonly HashSet<Finding> _new;

    internal BaselineComparison(Dictionary<CheckResult, Severity> worst, HashSet<Finding> fresh) => (_worst, _new) = (worst, fresh);

    /// <summary>Open findings that the report does not have.</summary>
    public required int New { get; init; }

    /// <summary>Open findings of the report that are no more.</summary>
    public required int Gone { get; init; }

    /// <summary>Open findings that the report has too.</summary>
    public required int Known { get; init; }

    /// <summary>The worst severity of the new findings of a check of the assessment, null where it has none.</summary>
    public Severity? WorstNew(CheckResult check) => _worst.TryGetValue(check, out var severity) ? severity : null;

    /// <summary>True for an open finding of the assessment that the report does not have.</summary>
    public bool IsNew(Finding finding) => _new.Contains(finding);
}
