using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.Readiness.Verdicts;

/// <summary>The outcome of a check, waivers applied.</summary>
public enum CheckStatus
{
    /// <summary>Nothing is wrong.</summary>
    Pass,

    /// <summary>Something is wrong and not waived.</summary>
    Fail,

    /// <summary>Every finding is waived.</summary>
    Waived,

    /// <summary>It could not be decided.</summary>
    Unknown,

    /// <summary>The question does not arise.</summary>
    NotApplicable,
}

/// <summary>One rule's outcome for one job, cluster or configuration. Immutable.</summary>
public sealed record CheckResult
{
    /// <summary>The rule.</summary>
    public required RuleDescriptor Rule { get; init; }

    /// <summary>The outcome.</summary>
    public required CheckStatus Status { get; init; }

    /// <summary>
    /// The worst severity of the findings that are not waived, of all findings where every one is; the rule's configured severity where
    /// there is none.
    /// </summary>
    public required Severity Severity { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Message { get; init; }

    /// <summary>False where a part could not be seen.</summary>
    public bool Complete { get; init; } = true;

    /// <summary>Set exactly where the status is unknown.</summary>
    public UnknownReason? UnknownReason { get; init; }

    /// <summary>When the evidence was read; older than the poll for a verdict that was kept.</summary>
    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>What is wrong, waived findings included.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>How many resources are affected and not waived.</summary>
    public int OpenFindings
    {
        get
        {
            var open = 0;
            foreach (var finding in Findings)
            {
                open += finding.Waiver is null ? 1 : 0;
            }

            return open;
        }
    }

    /// <summary>Changes with anything that a reader is shown.</summary>
    internal Stamp Stamp
    {
        get
        {
            var stamp = new StampBuilder().Add(Rule.Id).Add((long)Status).Add((long)Severity).Add(Message).Add(Complete).Add((long?)UnknownReason).Add(ObservedAt);
            foreach (var finding in Findings)
            {
                stamp = stamp.Add(finding.Stamp);
            }

            return stamp.ToStamp();
        }
    }
}
