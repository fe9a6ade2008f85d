using FlinkReady.FlinkModel.Sources;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Runs;

namespace FlinkReady.Readiness.Comparing;

/// <summary>Compares a run with the one it follows.</summary>
internal static class JobDriftReader
{
    /// <summary>What came of the deployment between them; null where no run before is known.</summary>
    /// <param name="run">The run.</param>
    /// <param name="earlier">What was found of it before; null where nothing was.</param>
    public static JobDrift? Read(KnownRun? run, JobDrift? earlier)
    {
        if (run is not { Previous: { } previous, Graph: not null })
        {
            return null;
        }

        var basis = new StampBuilder().Add(run.JobId).Add(run.StartTime.UtcTicks).Add(run.LinkStamp).Add(run.GraphStamp).Add((long)run.Operators.Count).ToStamp();
        if (earlier is not null && earlier.Basis.IsSameAs(basis))
        {
            return earlier;
        }

        var (old, now) = (RunOperatorSet.Of(previous.Run), RunOperatorSet.Of(run));
        if (old.Operators.Count == 0 || now.Operators.Count == 0)
        {
            // A run that was over when it was first seen: there is nothing to compare.
            return null;
        }

        var comparison = Comparer.Compare(old, now, new ComparisonOptions());
        var drops = StateDropsReader.Read(run, previous);
        var lost = (drops?.Lost ?? []).SelectMany(static one => one.Operators.Take(1)).Select(static one => one.Id).ToHashSet(StringComparer.Ordinal);
        var ids = now.Operators.Select(static one => one.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var known = old.Operators.Select(static one => one.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var moved = comparison.Operators.Where(one => one.Operator.Id is { } id && known.Contains(id) && !ids.Contains(id) && !lost.Contains(id)
                && one.Successor is { Id: not null } next && (now.IsComplete || (one.Operator.Uid == UidVerdict.Auto && next.Uid == UidVerdict.Auto)))
            .Select(static one => one.Successor!.Id!).ToHashSet(StringComparer.Ordinal);
        return new JobDrift(comparison, previous.Run.JobId, previous.Run.StartTime, run.JobId, previous.Kind)
        {
            Kept = known.Count(ids.Contains),
            Lost = lost.Count,
            Moved = moved.Count,
            New = comparison.Operators.Count(one => one.Verdict == ComparisonVerdict.New && !moved.Contains(one.Operator.Id!)),
            DroppedBytes = drops is null or { WhyOpen: not null, Lost.Count: 0 } ? null : drops.Lost.Count == 0 ? 0 : drops.LostBytes,
            RestoredPath = run.RestoredPath,
            Basis = basis,
        };
    }
}
