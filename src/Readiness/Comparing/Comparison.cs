using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Comparing;

/// <summary>How the new program is to be started from the old one's state.</summary>
public enum RestoreFrom
{
    /// <summary>From a savepoint or a retained checkpoint: entries without state are passed over.</summary>
    Savepoint,

    /// <summary>From the metadata of high availability (the operator's <c>last-state</c>): every id has to be found.</summary>
    LastState,
}

/// <summary>What a comparison is told beside its two sides.</summary>
public sealed record ComparisonOptions
{
    /// <summary>How the new program is started.</summary>
    public RestoreFrom Restore { get; init; }

    /// <summary>The max parallelism that the new deployment sets explicitly for the whole job; null where it was not given.</summary>
    public int? MaxParallelism { get; init; }

    /// <summary>Ids that the new program is declared to pin with setUidHash, 32 hex digits in lower case.</summary>
    public IReadOnlySet<string> PinnedIds { get; init; } = new HashSet<string>(StringComparer.Ordinal);
}

/// <summary>What came of a comparison.</summary>
/// <param name="Old">What runs, or what it has stored.</param>
/// <param name="New">What is to be deployed.</param>
/// <param name="Restore">How.</param>
/// <param name="Operators">A verdict for each operator of the old side in its order, then those that only the new side has.</param>
/// <param name="Notes">What was not checked, a sentence each.</param>
public sealed record Comparison(OperatorSet Old, OperatorSet New, RestoreFrom Restore, IReadOnlyList<OperatorComparison> Operators, IReadOnlyList<string> Notes)
{
    /// <summary>Whether something could not be decided.</summary>
    public bool HasUndecided => Operators.Any(one => one.Verdict == ComparisonVerdict.Undecided);
}

/// <summary>The verdict on one operator.</summary>
/// <param name="Operator">The operator of the old side; of the new one where only that has it.</param>
/// <param name="Verdict">What becomes of it.</param>
/// <param name="Level">How bad that is.</param>
/// <param name="Certainty">How sure it is; null where nothing is claimed.</param>
/// <param name="Successor">The operator of the new side that has its id now, or that it most likely has become; null where none is known.</param>
/// <param name="Message">What is wrong or right, and why.</param>
/// <param name="Fix">What to change; null where there is nothing to change.</param>
public sealed record OperatorComparison(
    ComparedOperator Operator, ComparisonVerdict Verdict, ComparisonLevel Level, Certainty? Certainty, ComparedOperator? Successor, string Message, string? Fix);
