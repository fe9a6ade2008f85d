using FlinkReady.FlinkModel.Sources;
using FlinkReady.Readiness.Runs;

namespace FlinkReady.Readiness.Comparing;

/// <summary>What the last deployment of a job kept and lost: its run beside the one before.</summary>
/// <param name="Comparison">The two, operator by operator.</param>
/// <param name="OldJobId">The job id of the run before.</param>
/// <param name="OldStart">When that started.</param>
/// <param name="NewJobId">The job id of this run.</param>
/// <param name="How">What links the two.</param>
public sealed record JobDrift(Comparison Comparison, string OldJobId, DateTimeOffset OldStart, string NewJobId, RunLinkKind How)
{
    /// <summary>Operators that have their id in both runs.</summary>
    public required int Kept { get; init; }

    /// <summary>Operators whose state was dropped, by a witness or by the last checkpoint.</summary>
    public required int Lost { get; init; }

    /// <summary>Operators that only this run has, and that are not one of the run before under another id.</summary>
    public required int New { get; init; }

    /// <summary>Operators that have another id than in the run before, and lost nothing as far as is known.</summary>
    public required int Moved { get; init; }

    /// <summary>The size of the state that was dropped, bytes; 0 where none was, null where that is not known.</summary>
    public long? DroppedBytes { get; init; }

    /// <summary>What this run was restored from; null where that is not known.</summary>
    public string? RestoredPath { get; init; }

    /// <summary>The operators that are not as they were, worst first as far as the comparison is. One that moved is that of the run before, with its successor.</summary>
    public IEnumerable<OperatorComparison> Changed
    {
        get
        {
            var successors = Comparison.Operators.Select(static one => one.Successor?.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
            return Comparison.Operators.Where(one => one.Verdict switch
            {
                ComparisonVerdict.Kept or ComparisonVerdict.KeptByChance => false,
                ComparisonVerdict.New => one.Operator.Id is not { } id || !successors.Contains(id),
                _ => true,
            });
        }
    }

    /// <summary>Changes with what the two are compared by.</summary>
    internal Stamp Basis { get; init; }
}
